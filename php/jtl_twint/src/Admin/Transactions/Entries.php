<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Admin\PostedForm;
use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\Portion;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Sums;

/** What somebody typed into the form for capturing, releasing, refunding or resolving. */
final class Entries
{
    public const ALL = 'all';
    public const PART = 'part';

    /**
     * @param array<int, string> $quantities by position
     * @param array<int, string> $amounts by position
     */
    private function __construct(
        public readonly string $key,
        public readonly string $scope,
        public readonly array $quantities,
        public readonly array $amounts,
        public readonly string $amount,
        public readonly string $fee,
        public readonly bool $final,
        public readonly string $reason,
        /** Of what is read in TWINT's portal: whether money was moved. */
        public readonly ?bool $happened,
        /** The amount that the question before the movement named; empty before it was asked. */
        public readonly string $confirmed,
        /** What "all" was then. */
        public readonly string $whole,
        /** What had moved then; null where no question was asked. */
        public readonly ?Sums $sums = null,
    ) {
    }

    public static function blank(): self
    {
        return new self(RequestKey::random(), self::ALL, [], [], '', '', false, '', null, '', '');
    }

    /** Only where Extension::isUsable(). */
    public static function posted(PostedForm $form): self
    {
        $key = $form->text('twint_key');

        return new self(
            RequestKey::isValid($key) ? $key : RequestKey::random(),
            $form->text('twint_scope') === self::PART ? self::PART : self::ALL,
            self::numbers($form->texts('twint_quantity')),
            self::numbers($form->texts('twint_amounts')),
            \Twint\typed_amount($form->text('twint_amount')),
            \Twint\typed_amount($form->text('twint_fee')),
            $form->isChecked('twint_final'),
            mb_substr($form->text('twint_reason'), 0, 200),
            match ($form->text('twint_happened')) {
                'yes' => true,
                'no' => false,
                default => null,
            },
            $form->text('twint_confirmed'),
            $form->text('twint_whole'),
            $form->text('twint_confirmed') === ''
                ? null
                : Sums::said($form->text('twint_captured'), $form->text('twint_refunded')),
        );
    }

    /** "All" is what the question called so, once it was asked. */
    public function captureRequest(): CaptureRequest
    {
        return (
            $this->scope === self::ALL
                ? new CaptureRequest(
                    $this->key,
                    [],
                    $this->whole ?: null,
                    true,
                    $this->reason,
                    all: $this->whole === '',
                    sums: $this->sums,
                )
                : new CaptureRequest(
                    $this->key,
                    $this->portions(),
                    $this->amount ?: null,
                    $this->final,
                    $this->reason,
                    sums: $this->sums,
                )
        );
    }

    /** "All" is what the question called so, once it was asked. */
    public function refundRequest(): RefundRequest
    {
        return (
            $this->scope === self::ALL
                ? new RefundRequest(
                    $this->key,
                    [],
                    $this->whole ?: null,
                    $this->fee ?: null,
                    $this->reason,
                    all: $this->whole === '',
                    sums: $this->sums,
                )
                : new RefundRequest(
                    $this->key,
                    $this->portions(),
                    $this->amount ?: null,
                    $this->fee ?: null,
                    $this->reason,
                    sums: $this->sums,
                )
        );
    }

    /** What TWINT's portal shows as captured; empty where an amount is missing. */
    public function captured(): string
    {
        return $this->happened === true ? $this->amount : '0.00';
    }

    /** The same with a key of its own, to be asked again. */
    public function unconfirmed(): self
    {
        return new self(
            RequestKey::random(),
            $this->scope,
            $this->quantities,
            $this->amounts,
            $this->amount,
            $this->fee,
            $this->final,
            $this->reason,
            $this->happened,
            '',
            '',
        );
    }

    /** Whether nothing more shall be captured afterwards. */
    public function closes(): bool
    {
        return $this->final || $this->scope === self::ALL;
    }

    /** @return list<Portion> of the rows that somebody touched */
    private function portions(): array
    {
        $portions = [];
        foreach (array_unique([...array_keys($this->quantities), ...array_keys($this->amounts)]) as $id) {
            $quantity = $this->quantities[$id] ?? '';
            $amount = $this->amounts[$id] ?? '';
            if ($quantity !== '' && $quantity !== '0' || $amount !== '') {
                $portions[] = new Portion($id, $quantity === '' ? null : $quantity, $amount === '' ? null : $amount);
            }
        }

        return $portions;
    }

    /**
     * @param array<array-key, string> $texts
     * @return array<int, string>
     */
    private static function numbers(array $texts): array
    {
        $numbers = [];
        foreach ($texts as $id => $text) {
            if (is_int($id) && $text !== '') {
                $numbers[$id] = \Twint\typed_number($text);
            }
        }

        return $numbers;
    }
}
