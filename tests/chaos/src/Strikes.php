<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Twint\Tests\Twint;

/** Notes which misfortunes struck, where, and what could be seen right afterwards. */
final class Strikes
{
    /** The last call of TWINT that was looked at. */
    private int $seen = 0;

    public function __construct(
        private readonly Tally $tally,
        private readonly Twint $twint,
        private readonly \PDO $database,
    ) {
    }

    /**
     * @param list<Act> $acts
     * @param list<Outcome> $outcomes of some of them
     */
    public function count(array $acts, array $outcomes): void
    {
        if (array_filter($acts, static fn(Act $act): bool => $act->misfortune !== null) === []) {
            return;
        }
        $calls = $this->twint->callsSince($this->seen);
        $this->seen = max([$this->seen, ...array_column($calls, 'sequence')]);
        foreach ($outcomes as $n => $outcome) {
            foreach ($this->places($acts[$n], $outcome, $calls) as $place) {
                $this->tally->hit(
                    $acts[$n]->misfortune->kind(),
                    $place,
                    $outcome->page ?? ($acts[$n]->order === 0 ? 'nothing' : 'an error page'),
                    $this->row($acts[$n]),
                );
            }
        }
    }

    /**
     * @param list<array<string, mixed>> $calls
     * @return list<string> operations of TWINT, or the request
     */
    private function places(Act $act, Outcome $outcome, array $calls): array
    {
        $misfortune = $act->misfortune;
        if ($misfortune instanceof WireFault) {
            $struck = array_filter($calls, $misfortune->struck(...));

            return array_fill(0, count($struck), self::operation($act, $misfortune->operation));
        }

        return match (true) {
            $misfortune instanceof ConnectionFault => [$act->verb->value],
            $misfortune === null, $outcome->struck === null => [],
            $misfortune instanceof DeathInCall => [self::operation($act, $misfortune->operation)],
            default => [$act->verb->value],
        };
    }

    private static function operation(Act $act, string $operation): string
    {
        return $act->verb === Verb::Refund && $operation === 'StartOrder' ? WireFault::REFUND : $operation;
    }

    /** As the admin's list has it. */
    private function row(Act $act): string
    {
        $isPurchase = $act->verb instanceof ExpressVerb;
        $statement = $this->database->prepare(
            $isPurchase
                ? 'SELECT phase, reason FROM xplugin_jtl_twint_check_in WHERE page = ? ORDER BY id DESC LIMIT 1'
                : 'SELECT phase, reason FROM xplugin_jtl_twint_transaction WHERE order_id = ? ORDER BY attempt DESC LIMIT 1',
        );
        $statement->execute([$isPurchase ? Purchases::page($act->order) : $act->order]);
        $row = $statement->fetch(\PDO::FETCH_ASSOC);

        return $row === false ? 'nothing' : $row['phase'] . ($row['reason'] === null ? '' : " ($row[reason])");
    }
}
