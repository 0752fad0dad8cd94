<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** The bank apps that open a payment on iOS: the few that most people have, then all the others. */
final class BankApps
{
    /** In the order of their buttons. */
    private const MOST_USED = [
        '/\bUBS\b/i',
        '/Raiffeisen/i',
        '/Post ?Finance/i',
        '/\bZKB\b|Zürcher Kantonalbank/iu',
        '/Prepaid|^TWINT$/i',
    ];

    /**
     * @param list<BankApp> $mostUsed
     * @param list<BankApp> $others
     */
    private function __construct(
        public readonly array $mostUsed,
        public readonly array $others,
    ) {
    }

    /**
     * @param mixed $list what was cached of TWINT's list: objects with scheme and name
     */
    public static function of(mixed $list, string $code): self
    {
        $others = self::usable($list, $code);
        $mostUsed = [];
        foreach (self::MOST_USED as $pattern) {
            foreach ($others as $number => $app) {
                if (preg_match($pattern, $app->name) === 1) {
                    $mostUsed[] = $app;
                    unset($others[$number]);
                    break;
                }
            }
        }
        usort($others, static fn(BankApp $a, BankApp $b): int => strcasecmp($a->name, $b->name));

        return new self($mostUsed, $others);
    }

    public function isEmpty(): bool
    {
        return $this->mostUsed === [] && $this->others === [];
    }

    /** @return list<BankApp> */
    private static function usable(mixed $list, string $code): array
    {
        $apps = [];
        foreach (is_array($list) ? $list : [] as $entry) {
            $scheme = is_array($entry) ? $entry['scheme'] ?? null : null;
            $name = is_array($entry) ? $entry['name'] ?? null : null;
            if (!is_string($scheme) || !is_string($name) || trim($name) === '') {
                continue;
            }
            $link = DeviceLinks::ios($scheme, $code);
            if ($link !== null) {
                $apps[] = new BankApp(trim($name), $link);
            }
        }

        return $apps;
    }
}
