<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Plugin\jtl_twint\src\Checkout\PayState;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\NotPayableException;
use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Connection;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Shop\HeldStock;
use Plugin\jtl_twint\src\Shop\OrderRates;
use Plugin\jtl_twint\src\StatusFile\Parts;
use Plugin\jtl_twint\src\StatusFile\StatusAnswer;
use Plugin\jtl_twint\src\StatusFile\StatusFile;
use Plugin\jtl_twint\src\Wawi\Queue;
use Twint\Tests\Servers;
use Twint\Tests\Twint;
use Twint\Tests\World;

/** One request to the shop: a connection of its own, the plugin built anew, the work, the end. */
final class Request
{
    private const LIVE_SHOP = 'https://shop.example';
    private const COPY = 'https://staging.shop.example';

    public function __construct(
        private readonly Twint $twint,
        private readonly Plan $plan,
        private readonly Clock $clock,
        private readonly Nodes $nodes,
    ) {
    }

    /** @param int $n its number among those of a round */
    public function run(Act $act, int $n = 0): Outcome
    {
        $this->nodes->choose($n);
        $trap = new Trap($act->misfortune, $this->nodes->deathAt($n));
        $database = $this->connect($trap);
        $world = new World(
            $this->twint,
            $this->plan->settings + ($act->atCopy ? ['environment' => LiveShop::PRODUCTION] : []),
            pdo: $database,
            patience: self::patience($act),
            url: $act->atCopy ? self::COPY : self::LIVE_SHOP,
            reopen: function () use ($trap, $n): \PDO {
                // As a proxy would.
                $this->nodes->choose($n);

                return $trap->databaseIsGone() ? throw new \PDOException('no server') : $this->connect($trap);
            },
        );
        $transaction = $purchase = null;
        $broke = null;
        try {
            if ($act->verb instanceof ExpressVerb) {
                $purchase = (new Purchases($world))->does($act);
            } else {
                $transaction = $this->perform($act, $world);
            }
        } catch (NotPayableException) {
            $broke = 'not payable';
        } catch (\Throwable $exception) {
            $broke = $exception->getMessage();
        }

        return new Outcome(
            $transaction === null ? null : PayState::of($transaction)->value,
            $transaction?->attempt,
            $purchase?->phase()->value ?? $transaction?->phase,
            $purchase->reason ?? $transaction?->reason,
            $broke,
            $trap->struck,
            $trap->statements,
            $world->log->lines,
            $trap->nodeDied,
        );
    }

    private function connect(Trap $trap): TrappedDatabase
    {
        $database = Servers::database(TrappedDatabase::class);
        $this->clock->sets($database);
        $database->set($trap);

        return $database;
    }

    private function perform(Act $act, World $world): ?Transaction
    {
        $payments = $world->get(PaymentService::class);
        if ($act->verb === Verb::Sweep) {
            $world->get(Sweep::class)->run();

            return null;
        }
        if ($act->verb instanceof WawiVerb) {
            (new Erp(
                $world->pdo,
                $world->get(Queue::class),
                $world->get(OrderRates::class),
                $world->get(HeldStock::class),
            ))->does($act->verb, $act, Books::rappen($this->plan->amounts[$act->order - 1]));

            return null;
        }
        if ($act->verb === Verb::Start) {
            $order = $world->shop->load($act->order);

            return $order === null ? null : $payments->begin($order, 'ger');
        }
        $attempts = $world->get(TransactionRepository::class)->ofOrder($act->order);
        $attempt = $act->firstTab ? $attempts[0] ?? null : $attempts[count($attempts) - 1] ?? null;
        if ($attempt === null) {
            return null;
        }

        return match ($act->verb) {
            Verb::Status => $this->status($payments, $attempt, $world, $act),
            Verb::Cancel => $payments->cancel($attempt, Initiator::buyer()),
            Verb::Again => $payments->retry($attempt),
            Verb::GiveUp => $this->giveUp($payments, $attempt, $world),
            Verb::Refresh => $payments->settle($attempt, Initiator::admin('admin')),
            Verb::AdminCancel => $payments->cancel($attempt, Initiator::admin('admin')),
            Verb::Capture => $this->manual($world)->capture(
                $attempt,
                new CaptureRequest($act->entry->key, [], $act->entry->of($attempt->amount), $act->entry->final),
                Initiator::admin('admin'),
            )->transaction,
            Verb::Refund => $this->manual($world)->refund(
                $attempt,
                new RefundRequest($act->entry->key, [], $act->entry->of($attempt->amount)),
                Initiator::admin('admin'),
            )->transaction,
            Verb::FindOut => $this->manual($world)->findOut($attempt, Initiator::admin('admin'))->transaction,
            Verb::Resolve => $this->resolve($world, $attempt),
            Verb::Reconcile => $this->reconcile($payments, $attempts),
            default => throw new \LogicException($act->verb->value),
        };
    }

    /** As the pay page asks: the status file, and the shop where that says so. */
    private function status(PaymentService $payments, Transaction $attempt, World $world, Act $act): Transaction
    {
        $file = new StatusFile(
            new Parts(
                $world->get(Connection::class),
                World::KEY,
                $act->atCopy ? self::COPY : self::LIVE_SHOP,
                Servers::folder() . '/visits',
                self::patience($act),
            ),
        );
        $asksShop = $file->answerOrSayWho($attempt->token, '192.0.2.7')->data === StatusAnswer::askTheShop()->data;
        $attempt = $world->get(TransactionRepository::class)->get($attempt->id);

        return $asksShop && $attempt->isOpen() && $attempt->isDue()
            ? $payments->settleIfDue($attempt, Initiator::buyer())
            : $attempt;
    }

    private static function patience(Act $act): int
    {
        $isSlow = $act->misfortune instanceof WireFault && $act->misfortune->isSlow();

        return $isSlow ? WireFault::PATIENCE : 5000;
    }

    private function giveUp(PaymentService $payments, Transaction $attempt, World $world): ?Transaction
    {
        $payments->giveUp($attempt, Initiator::buyer());

        return $world->get(TransactionRepository::class)->shownOfOrder($attempt->orderId);
    }

    private function manual(World $world): ManualOperations
    {
        return $world->get(ManualOperations::class);
    }

    /** @param non-empty-list<Transaction> $attempts of one order */
    private function reconcile(PaymentService $payments, array $attempts): Transaction
    {
        foreach ($attempts as $attempt) {
            $last = $payments->recheck($attempt, Initiator::admin('admin'))->transaction;
        }

        return $last;
    }

    /** The admin looks at TWINT's own list, and types what it shows. */
    private function resolve(World $world, Transaction $attempt): Transaction
    {
        $permitted = $this->manual($world)->permitted($attempt);
        if ($permitted->enterOutcome === null) {
            return $this->enterOutcome($world, $attempt);
        }
        if ($permitted->resolve !== null) {
            return $attempt;
        }
        $shown = $this->twint->order($attempt->twintUuid);
        $happened = match ($world->get(OperationRepository::class)->open($attempt->id)?->kind) {
            Operation::CAPTURE => Books::rappen((string) $shown['captured']) > Books::rappen($attempt->captured),
            Operation::REFUND => Books::rappen((string) $shown['refunded']) > Books::rappen($attempt->refunded),
            default => str_starts_with((string) $shown['status'], 'FAILURE'),
        };

        return $this->manual($world)->resolve(
            $attempt,
            $happened,
            'as the portal shows',
            Initiator::admin('admin'),
        )->transaction;
    }

    /** What is open at TWINT waits until it is over there. */
    private function enterOutcome(World $world, Transaction $attempt): Transaction
    {
        $shown = $attempt->twintUuid === null ? null : $this->twint->order($attempt->twintUuid);
        if ($shown !== null && str_starts_with((string) $shown['status'], 'IN_PROGRESS')) {
            return $attempt;
        }

        return $this->manual($world)->enterOutcome(
            $attempt,
            $shown === null ? '0.00' : (string) $shown['captured'],
            'as the portal shows',
            Initiator::admin('admin'),
        )->transaction;
    }
}
