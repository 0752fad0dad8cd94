<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** docs/chaos.md, from what was run. */
final class Report
{
    private const REQUESTS = [
        'start',
        'pay again',
        'status',
        'cancel',
        'admin refreshes',
        'admin cancels',
        'admin captures',
        'admin refunds',
        'admin finds out',
        'cron',
        'TWINT Express begins',
        'page of TWINT Express',
        'buyer leaves TWINT Express',
    ];

    /** @param list<Verdict> $verdicts */
    public static function of(array $verdicts): string
    {
        $tally = new Tally();
        foreach ($verdicts as $verdict) {
            $tally->merge($verdict->tally);
        }
        $text = (string) file_get_contents(__DIR__ . '/../chaos.md.in');

        return strtr($text, [
            '{histories}' => self::number(count($verdicts)),
            '{racing}' => self::number(count(array_filter($verdicts, static fn(Verdict $v): bool => $v->races))),
            '{requests}' => self::number(array_sum(array_map(static fn(Verdict $v): int => $v->requests, $verdicts))),
            '{violated}' => self::number(count(array_filter(
                $verdicts,
                static fn(Verdict $v): bool => $v->violations !== [],
            ))),
            '{rules}' => self::rules(),
            '{wire}' => self::table($tally, self::wire(), WireFault::OPERATIONS),
            '{process}' => self::table($tally, self::process(), self::REQUESTS),
            '{seen}' => self::seen($tally),
        ]);
    }

    /** @return list<string> */
    private static function wire(): array
    {
        return [
            ...array_map(WireFault::name(...), WireFault::all()),
            DeathInCall::name(false),
            DeathInCall::name(true),
        ];
    }

    /** @return list<string> */
    private static function process(): array
    {
        return [...ConnectionFault::ALL, ...DatabaseFault::ALL, ...Death::ALL];
    }

    /**
     * @param list<string> $kinds
     * @param list<string> $places
     */
    private static function table(Tally $tally, array $kinds, array $places): string
    {
        $lines = ['| | ' . implode(' | ', $places) . ' |', '|---|' . str_repeat('--:|', count($places))];
        foreach ($kinds as $kind) {
            $hits = array_map(static fn(string $place): string => self::number($tally->hits($kind, $place)), $places);
            $lines[] = "| $kind | " . implode(' | ', $hits) . ' |';
        }

        return implode("\n", $lines);
    }

    /** What buyer and admin saw right after, over all operations and requests. */
    private static function seen(Tally $tally): string
    {
        $lines = ['| | the page said | the row said |', '|---|---|---|'];
        foreach ([...self::wire(), ...self::process()] as $kind) {
            $lines[] =
                "| $kind | "
                . implode(', ', $tally->seen($kind, 'buyer'))
                . ' | '
                . implode(', ', $tally->seen($kind, 'admin'))
                . ' |';
        }

        return implode("\n", $lines);
    }

    private static function rules(): string
    {
        return implode("\n", array_map(
            static fn(\ReflectionMethod $rule): string => '- '
            . strtolower((string) preg_replace('/(?<!^)(?=[A-Z])/', ' ', $rule->getName())),
            array_filter(
                [
                    ...(new \ReflectionClass(Rules::class))->getMethods(\ReflectionMethod::IS_PUBLIC),
                    ...(new \ReflectionClass(CheckInRules::class))->getMethods(\ReflectionMethod::IS_PUBLIC),
                ],
                Rules::isRule(...),
            ),
        ));
    }

    private static function number(int $number): string
    {
        return number_format($number, 0, '.', ',');
    }
}
