<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Persistence\AnswerCache;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Settings\Credentials;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Wawi\Queue;
use Twint\Tests\Servers;
use Twint\Tests\ShopSettings;
use Twint\Tests\ShopWorld;
use Twint\Tests\Twint;
use Twint\Tests\World;

/** Lives through one plan, lets the dust settle, and compares the books. */
final class History
{
    /** Runs of cron until nothing moves any more, and how long before each. */
    private const QUIET = [40, 70, 310, 610, 4000, 130, 4000, 130, 130, 4000, 4000, 130];
    /** Before that, something may only wait for its time. */
    private const ALL_TIMES_OVER = 8;
    /** What Wawi told and TWINT refuses is tried ever more seldom before the merchant is told: this long before each more. */
    private const LONGEST_PAUSE = 28_810;
    private const LONG_RUNS = 80;
    /** Of orders, from here on. */
    private const NUMBERS_OF_EXPRESS = 1001;
    /** TWINT is done with every call within so many seconds, and not a moment before for sure. */
    private const LONGEST_CALL = 60;

    /** @var list<string> what happened, in order */
    public array $lines = [];
    public readonly Tally $tally;
    public int $requests = 0;

    private readonly Clock $clock;
    private readonly Request $shop;
    private readonly Nodes $nodes;
    private readonly Workers $workers;
    private readonly \PDO $database;
    private readonly Witness $witness;
    private readonly Strikes $strikes;
    /** By how many seconds the database's clock was set back in all: so long may claims and times to ask be in the future. */
    private int $setBack = 0;
    /** For how many more requests the database is gone. */
    private int $gone = 0;
    /** Of hrtime(true): until then TWINT is slow about calls that nobody waits for any more. */
    private int $atItUntil = 0;
    /** @var array<int, true> the orders of which a backup was restored */
    private array $restored = [];
    /** How many seconds have passed since the first of these. */
    private int $passed = 0;

    public function __construct(
        private readonly Plan $plan,
        private readonly Twint $twint,
        string $folder,
    ) {
        $this->tally = new Tally();
        $this->witness = new Witness();
        $this->clock = new Clock($twint);
        $this->nodes = new Nodes($plan);
        $this->shop = new Request($twint, $plan, $this->clock, $this->nodes);
        $this->workers = new Workers($twint, $this->shop, $folder);
        $this->database = Servers::database();
        if (Servers::cluster() !== null) {
            // Whoever compares the books sees what was committed on any node.
            $this->database->exec('SET SESSION wsrep_sync_wait = 15');
        }
        $this->strikes = new Strikes($this->tally, $twint, $this->database);
    }

    /** @return list<string> the rules that were broken, and by what */
    public function run(): array
    {
        $this->nodes->heal();
        $this->begin();
        foreach ($this->plan->rounds as $n => $round) {
            $this->round($n + 1, $round);
        }
        $this->twint->heal();
        $this->twint->set(['quirks' => Plan::withoutPassing()]);
        $this->awaitTwint();
        $this->nodes->heal();
        $quiet = $this->settle();
        $books = Books::read($this->database, $this->twint, $this->plan);
        $checkIns = CheckInRules::read($this->database, $this->twint, $this->plan);
        $violations = [...Rules::check($books, $this->witness), ...Rules::broken($checkIns)];
        if (!$quiet) {
            $violations[] = 'quiet: something still moves after all runs of cron.';
        }
        array_push($this->lines, ...$books->describe(), ...$checkIns->describe());

        return $violations;
    }

    private function begin(): void
    {
        $this->twint->reset();
        $this->clock->begin();
        $this->twint->set([
            'quirks' => $this->plan->quirks + $this->plan->passing,
            'checkInQuirks' => ExpressLife::quirks($this->plan->seed),
        ]);
        $this->clock->sets($this->database);
        $world = World::fresh($this->twint, $this->plan->settings);
        // The plan's orders have their numbers; those of TWINT Express get theirs from the database.
        $this->database->exec('ALTER TABLE tbestellung AUTO_INCREMENT = ' . self::NUMBERS_OF_EXPRESS);
        // Fetched once a day; TWINT's list of bank apps is no part of this.
        ShopSettings::write($world->pdo, $this->twint, $this->plan->settings);
        $this->clock->sets($world->pdo);
        $world->get(AnswerCache::class)->keep(Fact::BankApps, []);
        // Opened by each process anew: a key without a passphrase is quicker.
        $credentials = new Credentials($this->twint->storeUuid(), $this->twint->pem(), '');
        $world->get(SecretStore::class)->save(new AccessKey(AccessKey::FIRST, 'testing'), $credentials);
        $world->get(SecretStore::class)->save(new AccessKey(AccessKey::FIRST, LiveShop::PRODUCTION), $credentials);
        // Of two addresses the first is the live shop.
        $world->get(LiveShop::class)->adopt();
        $this->nodes->settle();
        $this->lines[] = sprintf(
            'seed %d, %s, %s, TWINT: %s',
            $this->plan->seed,
            $this->plan->races ? 'processes at once' : 'one after another',
            json_encode($this->plan->settings),
            json_encode($this->plan->quirks + $this->plan->passing),
        );
    }

    /** @var array<int, true> */
    private array $placed = [];

    /** @param list<Act> $acts */
    private function round(int $number, array $acts): void
    {
        $this->nodes->turn();
        if (in_array($acts[0]->verb, [Verb::Start, Verb::Place, Verb::PlaceInEuros], true)) {
            $this->place($acts[0]);
        }
        $this->arm($acts);
        $outcomes =
            ($this->plan->races || count($acts) > 1) && $acts[0]->verb->isRequest() && $this->gone === 0
                ? $this->workers->run($acts)
                : [$this->one($acts[0])];
        $this->disarm($acts);
        foreach ($outcomes as $n => $outcome) {
            $this->lines[] = sprintf('%3d  %-60s %s', $number, $acts[$n], $outcome);
            if ($acts[$n]->verb->isRequest()) {
                $this->requests++;
                $this->witness->saw($acts[$n], $outcome, $number);
            }
            if ($outcome->struck !== null && $acts[$n]->misfortune?->kind() === DatabaseFault::GONE) {
                $this->gone = 3;
            }
        }
        $this->strikes->count($acts, $outcomes);
    }

    /** The shop has written the order before the plugin comes into it. */
    private function place(Act $act): void
    {
        $order = $act->order;
        $this->clock->sets($this->database);
        $shop = new ShopWorld($this->database);
        // One that Wawi deleted is not placed again.
        if (!isset($this->placed[$order])) {
            $this->placed[$order] = true;
            $shop->newOrder($this->plan->amounts[$order - 1], $order, Cart::PIECES);
            if ($act->verb === Verb::PlaceInEuros) {
                $shop->setCurrency($order, 'EUR');
            }
            (new Cart(Books::rappen($this->plan->amounts[$order - 1])))->into($order, $this->database);
            $this->nodes->settle();
        }
    }

    private function one(Act $act): Outcome
    {
        if (!$act->verb->isRequest()) {
            return $this->aside($act);
        }
        if ($this->gone > 0) {
            $this->gone--;

            return new Outcome(broke: 'the database is gone');
        }
        if ($act->atCopy) {
            return $this->atCopy($act);
        }
        if ($this->needsItsOwnProcess($act->misfortune)) {
            return $this->workers->run([$act])[0];
        }

        return $this->shop->run($act);
    }

    /** With the live shop's database and access data, for as long as it takes. */
    private function atCopy(Act $act): Outcome
    {
        $this->sell(LiveShop::PRODUCTION);
        $this->nodes->settle();
        $before = Books::everyRow($this->database);
        $outcome = $this->shop->run($act);
        foreach (Books::everyRow($this->database) as $table => $rows) {
            // What it heard of Wawi meanwhile, or saw in the shop, it may write down: that waits for the live shop.
            $same = $table === Queue::TABLE ? array_slice($rows, 0, count($before[$table])) : $rows;
            if ($same !== $before[$table]) {
                $this->witness->movedByCopy[] = "$act: $table";
            }
        }
        $this->sell('testing');
        $this->nodes->settle();

        return $outcome;
    }

    /** All that was sold so far is of this environment of TWINT. */
    private function sell(string $environment): void
    {
        foreach (['transaction', 'check_in'] as $table) {
            $this->database->prepare("UPDATE xplugin_jtl_twint_$table SET environment = ?")->execute([$environment]);
        }
    }

    private function needsItsOwnProcess(?Misfortune $misfortune): bool
    {
        return (
            $misfortune instanceof Death
            || $misfortune instanceof DeathInCall
            // A process makes its till known to TWINT only once.
            || $misfortune instanceof WireFault
            && $misfortune->operation === 'EnrollCashRegister'
        );
    }

    /** What happens outside of the shop's requests. */
    private function aside(Act $act): Outcome
    {
        if ($act->verb instanceof ExpressVerb) {
            return (new Handset($this->twint, $this->database))->does($act);
        }
        switch ($act->verb) {
            case Verb::Pass:
                $this->passes($act->seconds);
                $this->clock->pass($act->seconds);
                break;
            case Verb::Jump:
                $this->passes($act->seconds);
                $this->clock->jump($act->seconds);
                $this->setBack += max(0, -$act->seconds);
                break;
            case Verb::Restore:
                $this->restored[$act->order] = true;
                $this->database
                    ->prepare("UPDATE xplugin_jtl_twint_transaction SET phase = 'cancelled', reason = 'timeout', open_order_id = NULL
                        WHERE order_id = ? AND phase = 'pending' AND claim IS NULL")
                    ->execute([$act->order]);
                $this->nodes->settle();
                break;
            case Verb::Rate:
                $this->database
                    ->prepare('UPDATE twaehrung SET fFaktor = ? WHERE kWaehrung = ?')
                    ->execute([$act->size / 100, Cart::CURRENCY]);
                $this->nodes->settle();
                break;
            case Verb::Place:
            case Verb::PlaceInEuros:
                break;
            default:
                return $this->phone($act);
        }

        return new Outcome();
    }

    /** The buyer can only act on the digits that a page shows. */
    private function phone(Act $act): Outcome
    {
        $statement = $this->database->prepare(
            'SELECT pairing_token, twint_uuid, attempt FROM xplugin_jtl_twint_transaction WHERE order_id = ? ORDER BY attempt '
            . ($act->firstTab ? 'ASC' : 'DESC')
            . ' LIMIT 1',
        );
        $statement->execute([$act->order]);
        $row = $statement->fetch(\PDO::FETCH_ASSOC) ?: [];
        if (($row['pairing_token'] ?? null) === null) {
            return new Outcome(broke: 'no digits to be seen');
        }
        try {
            match ($act->verb) {
                Verb::Approve => $this->twint->approve($row['pairing_token']),
                Verb::Decline => $this->twint->decline($row['pairing_token']),
                Verb::Expire => $this->twint->expire($row['pairing_token']),
                default => throw new \LogicException($act->verb->value),
            };
        } catch (\RuntimeException) {
            return new Outcome(attempt: (int) $row['attempt'], broke: 'too late for that');
        }

        return new Outcome(attempt: (int) $row['attempt']);
    }

    /** @param list<Act> $acts */
    private function arm(array $acts): void
    {
        foreach ($acts as $act) {
            $misfortune = $act->misfortune;
            if ($misfortune instanceof WireFault) {
                $this->twint->fail($misfortune->what, $misfortune->operation, $misfortune->when);
            } elseif ($misfortune instanceof DeathInCall) {
                $this->twint->fail(['neverAnswer' => ['processed' => $misfortune->processed]], $misfortune->operation, [
                    'nth' => 1,
                ]);
            } elseif ($misfortune instanceof ConnectionFault) {
                $this->twint->fail($misfortune->what);
                $this->twint->dropConnections();
            }
        }
    }

    /** @param list<Act> $acts */
    private function disarm(array $acts): void
    {
        $later = 0;
        foreach ($acts as $act) {
            $later = max($later, $act->misfortune instanceof WireFault ? $act->misfortune->millisecondsLater() : 0);
        }
        if (
            $later > 0
            && array_filter($this->twint->failures(), static fn(array $f): bool => $f['struck'] > 0) !== []
        ) {
            $this->passed = $this->atItUntil < hrtime(true) ? 0 : $this->passed;
            $this->atItUntil = max($this->atItUntil, hrtime(true) + ($later * 1_000_000));
        }
        // In a race it may well come in the middle of what follows.
        if (!$this->plan->races) {
            $this->awaitTwint();
        }
        if (array_filter($acts, static fn(Act $act): bool => $act->misfortune !== null) !== []) {
            $this->twint->heal();
        }
    }

    private function passes(int $seconds): void
    {
        $this->passed += max(0, $seconds);
        if ($this->passed >= self::LONGEST_CALL) {
            $this->awaitTwint();
        }
    }

    private function awaitTwint(): void
    {
        usleep(max(0, intdiv($this->atItUntil - hrtime(true), 1000)));
    }

    /** What only a human can find out is found out by one, sooner or later. */
    private function askThePortal(): void
    {
        $lost = $this->database
            ->query(
                "SELECT DISTINCT order_id FROM xplugin_jtl_twint_transaction t JOIN xplugin_jtl_twint_operation o ON o.transaction_id = t.id
                WHERE o.kind = 'capture' AND o.form_key IS NOT NULL AND o.state IN ('sent', 'unknown') ORDER BY 1",
            )
            ->fetchAll(\PDO::FETCH_COLUMN);
        foreach ($lost as $order) {
            $act = new Act(Verb::Resolve, (int) $order);
            $this->lines[] = "     + $act: " . $this->shop->run($act);
        }
    }

    /** Where a backup was restored, the nightly comparison shows what differs, and the admin clicks. */
    private function reconcile(): void
    {
        foreach (array_keys($this->restored) as $order) {
            $act = new Act(Verb::Reconcile, $order);
            $this->lines[] = "     + $act: " . $this->shop->run($act);
        }
    }

    private function wawiWaits(): bool
    {
        return (
            $this->database
                ->query("SELECT 1 FROM xplugin_jtl_twint_wawi WHERE state = 'waiting' LIMIT 1")
                ->fetchColumn() !== false
        );
    }

    /** Held again, and nobody pays it any more: it ends when Wawi has not acknowledged it for long enough. */
    private function anOrderWaitsForWawisWord(): bool
    {
        return $this->database->query("SELECT 1 FROM tbestellung WHERE cAbgeholt = 'Q' AND cStatus IN (1, 2) AND NOT EXISTS (
                        SELECT 1 FROM xplugin_jtl_twint_transaction WHERE order_id = kBestellung AND phase NOT IN ('cancelled', 'failed')
                    ) LIMIT 1")->fetchColumn() !== false;
    }

    /** Cron goes on, undisturbed, until nothing moves any more. */
    private function settle(): bool
    {
        $this->gone = 0;
        $this->clock->pass($this->setBack);
        $before = '';
        $still = 0;
        $schedule = [...self::QUIET, ...array_fill(0, self::LONG_RUNS, self::LONGEST_PAUSE)];
        foreach ($schedule as $n => $seconds) {
            $this->clock->pass($seconds);
            $this->nodes->turn();
            $outcome = $this->shop->run(new Act(Verb::Sweep));
            $this->lines[] = sprintf(
                '     + %d s, cron%s',
                $seconds,
                $outcome->log === [] ? '' : ': ' . implode('; ', $outcome->log),
            );
            $this->askThePortal();
            $this->reconcile();
            $now = Books::fingerprint($this->database);
            $still = $now === $before ? $still + 1 : 0;
            $before = $now;
            if ($this->wawiWaits() || $this->anOrderWaitsForWawisWord()) {
                continue;
            }
            if (($n + 1) >= self::ALL_TIMES_OVER && $still >= 2) {
                return true;
            }
            if (($n + 1) === count(self::QUIET)) {
                return false;
            }
        }

        return false;
    }
}
