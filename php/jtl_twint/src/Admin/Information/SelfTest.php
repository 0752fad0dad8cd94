<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Information;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Persistence\ReportStore;
use Plugin\jtl_twint\src\Settings\ConnectionTrouble;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Plugin\jtl_twint\src\Settings\Settings;
use Twint\Merchant;
use Twint\TwintException;

/**
 * Starts a payment of one Rappen in the test environment, asks about it and cancels it. What was started is cancelled
 * whatever happens in between. Only where Extension::isUsable().
 */
final class SelfTest
{
    private const AMOUNT = '0.01';

    /** @var list<SelfTestStep> */
    private array $steps = [];

    private string $set = '';

    public function __construct(
        private readonly AccessRepository $sets,
        private readonly MerchantFactory $merchants,
        private readonly Settings $settings,
        private readonly ReportStore $reports,
    ) {
    }

    /**
     * With each set of access data that payments begin with.
     *
     * @return list<SelfTestStep> empty: not in the test environment
     */
    public function run(): array
    {
        if (!$this->settings->isTest()) {
            return [];
        }
        $this->steps = [];
        foreach ($this->sets->on() as $set) {
            $this->set = $this->sets->areSeveral() ? $set->label() : '';
            $this->test($set->in($this->settings->environment()));
        }

        return $this->steps;
    }

    private function test(AccessKey $access): void
    {
        try {
            $merchant = $this->merchants->of($access);
        } catch (NotConfiguredException $exception) {
            $this->steps[] = new SelfTestStep(
                'status',
                0,
                self::reasonInWords($exception),
                $exception->getMessage(),
                $this->set,
            );

            return;
        }
        $open = $this->step('status', static fn(): ?string => \Twint\system_status($merchant)
            ? null
            : __('twint.report.closed'));
        if ($open) {
            $this->payment($merchant);
        }
    }

    private function payment(Merchant $merchant): void
    {
        $reference = 'SELFTEST-' . bin2hex(random_bytes(8));
        $this->reports->beginSelfTest($reference);
        $uuid = '';
        $this->step('start', static function () use ($merchant, $reference, &$uuid): ?string {
            $uuid = \Twint\payment_init($merchant, $reference, self::AMOUNT)->uuid;

            return null;
        });
        if ($uuid === '') {
            return;
        }
        $this->step('poll', static function () use ($merchant, $uuid): ?string {
            \Twint\poll($merchant, $uuid);

            return null;
        });
        $this->step('cancel', static function () use ($merchant, $uuid): ?string {
            \Twint\cancel($merchant, $uuid);

            return null;
        });
    }

    /**
     * What the extension returns is proven: a cancellation that returns took place.
     *
     * @param callable(): ?string $work says what is wrong where it does not throw
     */
    private function step(string $name, callable $work): bool
    {
        $began = (int) hrtime(true);
        $detail = '';
        try {
            $problem = $work();
        } catch (TwintException $exception) {
            $detail = $exception->getMessage();
            $problem = self::reasonInWords($exception);
        }
        $this->steps[] = new SelfTestStep(
            $name,
            intdiv((int) hrtime(true) - $began, 1_000_000),
            $problem,
            $detail,
            $this->set,
        );

        return $problem === null;
    }

    private static function reasonInWords(TwintException|NotConfiguredException $exception): string
    {
        return __('twint.tx.reason.' . ConnectionTrouble::of($exception)->word);
    }
}
