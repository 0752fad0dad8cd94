<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** Leaves out of a failing history whatever it fails without. */
final class Reduction
{
    public function __construct(
        private readonly Stage $stage,
    ) {
    }

    public function of(Plan $plan): Verdict
    {
        $verdict = $this->stage->play($plan);
        $rules = self::rules($verdict);
        for (
            $size = intdiv(count($plan->rounds) + 1, 2);
            $rules !== [] && $size >= 1;
            $size = $size === 1 ? 0 : intdiv($size + 1, 2)
        ) {
            for ($at = 0; $at < count($plan->rounds);) {
                $rounds = $plan->rounds;
                array_splice($rounds, $at, $size);
                $shorter = $plan->with($rounds);
                $tried = $this->stage->play($shorter);
                if (array_intersect(self::rules($tried), $rules) === []) {
                    $at += $size;
                    continue;
                }
                $plan = $shorter;
                $verdict = $tried;
                fwrite(STDERR, count($plan->rounds) . " rounds\n");
            }
        }

        return $verdict;
    }

    /** @return list<string> */
    private static function rules(Verdict $verdict): array
    {
        return array_map(static fn(string $violation): string => explode(':', $violation)[0], $verdict->violations);
    }
}
