<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Twint\Tests\Twint;

/** The phone of somebody who buys by TWINT Express: it can only take the code that a page shows. */
final class Handset
{
    private const HOME = 'Eulalia|Zumthor|Nussbaumweg 77|3999|Oberwald|CH';
    private const ABROAD = 'Hans|Muster|Hauptstrasse 1|79098|Freiburg|DE';

    public function __construct(
        private readonly Twint $twint,
        private readonly \PDO $database,
    ) {
    }

    public function does(Act $act): Outcome
    {
        $statement = $this->database->prepare(
            'SELECT pairing_token FROM xplugin_jtl_twint_check_in WHERE page = ? ORDER BY id DESC LIMIT 1',
        );
        $statement->execute([Purchases::page($act->order)]);
        $code = $statement->fetchColumn();
        if (!is_string($code)) {
            return new Outcome(broke: 'no code to be seen');
        }
        try {
            match ($act->verb) {
                ExpressVerb::Scan => $this->twint->checkIn('scan', $code),
                ExpressVerb::Approve => $this->twint->checkIn('approve', $code, self::approval($act, self::HOME)),
                ExpressVerb::ApproveAbroad => $this->twint->checkIn(
                    'approve',
                    $code,
                    self::approval($act, self::ABROAD),
                ),
                ExpressVerb::ApproveUnknown => $this->twint->checkIn('approve', $code, self::approval($act, null)),
                ExpressVerb::Decline => $this->twint->checkIn('decline', $code),
                ExpressVerb::Lapse => $this->twint->checkIn('expire', $code),
                default => throw new \LogicException($act->verb->value),
            };
        } catch (\RuntimeException) {
            return new Outcome(broke: 'too late for that');
        }

        return new Outcome();
    }

    /**
     * @param string|null $address null: without TWINT ID
     * @return array<string, mixed>
     */
    private static function approval(Act $act, ?string $address): array
    {
        return [
            'shippingMethodId' => ($act->order % 2) === 0 ? 'post' : 'fetch',
            'customer' => $address === null
                ? null
                : ['shipping_address' => $address, 'email' => 'eulalia@zumthor.example'],
        ];
    }
}
