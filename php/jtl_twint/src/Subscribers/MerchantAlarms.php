<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use JTL\Backend\Notification;
use JTL\Plugin\PluginInterface;
use Plugin\jtl_twint\src\Admin\Bell;
use Plugin\jtl_twint\src\Admin\Documentation\Manual;
use Plugin\jtl_twint\src\Admin\PluginPage;
use Plugin\jtl_twint\src\Health\Alarms;
use Plugin\jtl_twint\src\Health\AlarmWatch;
use Plugin\jtl_twint\src\Shop\MerchantLanguage;

/** Occasions to tell the merchant what is wrong: the backend draws its bell, or somebody buys while cron may have stopped. */
final class MerchantAlarms implements Subscriber
{
    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly Alarms $alarms,
        private readonly AlarmWatch $watch,
        private readonly Manual $manual,
        private readonly PluginPage $page,
        private readonly MerchantLanguage $language,
    ) {
    }

    public static function listeners(): array
    {
        return ['backend.notification' => 'ring', 'HOOK_BESTELLVORGANG_PAGE' => 'look'];
    }

    public function ring(mixed $notification): void
    {
        if ($notification instanceof Notification) {
            $this->language->speak();
            (new Bell($this->plugin->getPluginID(), $this->manual, $this->page))->ring(
                $notification,
                $this->alarms->now(new \DateTimeImmutable()),
            );
        }
    }

    public function look(): void
    {
        $this->watch->look(new \DateTimeImmutable());
    }
}
