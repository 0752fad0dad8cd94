<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Express\CheckInRepository;
use Plugin\jtl_twint\src\Express\CheckIns;
use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\PlainConnection;
use Plugin\jtl_twint\src\StatusFile\Parts;
use Plugin\jtl_twint\src\StatusFile\StatusFile;
use Plugin\jtl_twint\src\Wawi\News;
use Plugin\jtl_twint\src\Wawi\Queue;
use Plugin\jtl_twint\src\Wawi\Worker;

/** A process of its own that does one thing to an order or attempt. */
final class TestProcess
{
    /** The shop's settings, for the processes. */
    public const SETTINGS = 'TWINT_TESTS_SETTINGS';

    private function __construct(
        private readonly string $verb,
        private readonly int $id,
        private readonly float $at,
        private readonly string $key,
        private readonly string $amount,
    ) {
    }

    /** @param list<string> $arguments of the command line */
    public static function from(array $arguments): self
    {
        [, $verb, $id, $at, $key, $amount] = $arguments;

        return new self($verb, (int) $id, (float) $at, $key, $amount);
    }

    /**
     * @param int|null $diesAt the point of MortalDatabase
     * @return array{resource, resource} the process and what it says
     */
    public static function start(
        string $verb,
        int $id = 0,
        float $at = 0.0,
        string $key = '',
        string $amount = '',
        ?int $diesAt = null,
    ): array {
        $process = proc_open(
            [
                PHP_BINARY,
                '-d',
                'extension=' . getenv('TWINT_EXTENSION'),
                dirname(__DIR__) . '/act.php',
                $verb,
                (string) $id,
                (string) $at,
                $key,
                $amount,
            ],
            [1 => ['pipe', 'w'], 2 => ['redirect', 1]],
            $pipes,
            null,
            $diesAt === null ? null : getenv() + [MortalDatabase::DIES_AT => (string) $diesAt],
        );

        return [$process ?: throw new \RuntimeException('PHP does not start.'), $pipes[1]];
    }

    public function do(): void
    {
        $world = new World(new Twint(), (array) json_decode((string) getenv(self::SETTINGS) ?: '[]', true));
        $payments = $world->get(PaymentService::class);
        $attempt = fn(): Transaction => $world->get(TransactionRepository::class)->get($this->id);
        if ($this->at > microtime(true)) {
            time_sleep_until($this->at);
        }
        match ($this->verb) {
            'begin' => $payments->begin($world->shop->load($this->id), 'ger'),
            'settle' => $payments->settle($attempt(), Initiator::cron()),
            'settleIfDue' => $payments->settleIfDue($attempt(), Initiator::buyer()),
            'cancel' => $payments->cancel($attempt(), Initiator::buyer()),
            'pay page' => self::watch($attempt()),
            'resolve as done', 'resolve as not done' => $world->get(ManualOperations::class)->resolve(
                $attempt(),
                $this->verb === 'resolve as done',
                'portal',
                Initiator::admin('Anna'),
            ),
            'express begin' => $world->get(CheckIns::class)->begin($world->shop->basket()),
            'express look' => $world->get(CheckIns::class)->look($world->get(CheckInRepository::class)->get($this->id)),
            'sweep' => $world->get(Sweep::class)->run(),
            'workOff' => $world->get(Worker::class)->workOff(100, PHP_INT_MAX),
            'tell' => array_map(fn(News $news) => $world->get(Queue::class)->note(
                $this->id,
                $news,
            ), [News::Shipped, News::Edited]),
            'capture', 'refund', 'release' => $this->move($world, $attempt()),
        };
    }

    /** Asks as an open pay page does, until somebody ends the process. */
    private static function watch(Transaction $attempt): never
    {
        $visits = (string) tempnam(sys_get_temp_dir(), 'visits');
        $file = new StatusFile(
            new Parts(new PlainConnection(Servers::database(...)), World::KEY, 'https://shop.example', $visits),
        );
        unlink($visits);
        while (true) {
            $answer = $file->answer($attempt->token, '192.0.2.7');
            usleep(1000 * (int) ($answer->data['next'] ?? 100));
        }
    }

    /** Says what came of it. */
    private function move(World $world, Transaction $attempt): void
    {
        $manual = $world->get(ManualOperations::class);
        $outcome = match ($this->verb) {
            'capture' => $manual->capture(
                $attempt,
                new CaptureRequest($this->key, [], $this->amount),
                Initiator::admin('Anna'),
            ),
            'refund' => $manual->refund(
                $attempt,
                new RefundRequest($this->key, [], $this->amount),
                Initiator::admin('Anna'),
            ),
            'release' => $manual->cancel($attempt, $this->key, '', Initiator::admin('Anna')),
        };
        echo $outcome->kind->name;
    }
}
