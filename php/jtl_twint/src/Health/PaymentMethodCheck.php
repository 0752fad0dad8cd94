<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** The shop lists the payment method and lets it be used. */
final class PaymentMethodCheck implements Check
{
    public function __construct(
        private readonly bool $there,
        private readonly bool $usable,
        private readonly bool $beforeOrder,
        private readonly bool $adminsOnly,
        private readonly string $settings,
    ) {
    }

    public function name(): string
    {
        return 'paymentMethod';
    }

    public function finding(): Finding
    {
        if (!$this->there) {
            return Finding::todo(
                new Sentence('twint.check.paymentMethod.missing'),
                new Sentence('twint.check.paymentMethod.reinstall'),
                'pluginmanager',
            );
        }
        if (!$this->usable) {
            return Finding::todo(
                new Sentence('twint.check.paymentMethod.inactive'),
                new Sentence('twint.check.paymentMethod.step'),
                'paymentmethods',
            );
        }
        if ($this->beforeOrder) {
            return Finding::todo(
                new Sentence('twint.check.paymentMethod.beforeOrder'),
                new Sentence('twint.check.paymentMethod.afterOrder'),
                'paymentmethods',
            );
        }
        if ($this->adminsOnly) {
            return Finding::warning(
                new Sentence('twint.check.paymentMethod.adminsOnly'),
                new Sentence('twint.check.paymentMethod.open'),
                $this->settings,
            );
        }

        return Finding::ok(new Sentence('twint.check.paymentMethod.ok'));
    }
}
