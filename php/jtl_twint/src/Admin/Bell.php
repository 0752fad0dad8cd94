<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use JTL\Backend\Notification;
use JTL\Backend\NotificationEntry;
use Plugin\jtl_twint\src\Admin\Documentation\Manual;
use Plugin\jtl_twint\src\Health\Alarm;
use Plugin\jtl_twint\src\Health\AlarmLevel;

/** What the bell of the backend says of TWINT. Asked only when the shop fills the bell. */
final class Bell
{
    public function __construct(
        private readonly string $pluginId,
        private readonly Manual $manual,
        private readonly PluginPage $page,
    ) {
    }

    /** @param list<Alarm> $alarms */
    public function ring(Notification $notification, array $alarms): void
    {
        foreach ($alarms as $alarm) {
            $type = match ($alarm->level) {
                AlarmLevel::Info => NotificationEntry::TYPE_INFO,
                AlarmLevel::Warning => NotificationEntry::TYPE_WARNING,
                AlarmLevel::Danger => NotificationEntry::TYPE_DANGER,
            };
            $place = $this->manual->placeOf($alarm->says->message());
            $notification->addNotify((new NotificationEntry(
                $type,
                'TWINT',
                $alarm->says->text(),
                $place === null ? null : $this->page->tab('Documentation') . '#' . $place,
            ))->setPluginId($this->pluginId));
        }
    }
}
