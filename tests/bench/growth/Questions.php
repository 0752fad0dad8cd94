<?php

declare(strict_types=1);

namespace Twint\Bench\Growth;

use JTL\DB\DbInterface;
use Plugin\jtl_twint\src\Admin\Bookings\Movements;
use Plugin\jtl_twint\src\Admin\Orders\OrderPayments;
use Plugin\jtl_twint\src\Admin\Transactions\Criteria;
use Plugin\jtl_twint\src\Admin\Transactions\TransactionSearch;
use Plugin\jtl_twint\src\Cron\EndAbandonedOrders;
use Plugin\jtl_twint\src\Cron\EndOrdersWithoutAttempt;
use Plugin\jtl_twint\src\Cron\FailingItems;
use Plugin\jtl_twint\src\Cron\FindOutOperations;
use Plugin\jtl_twint\src\Cron\FinishDuties;
use Plugin\jtl_twint\src\Cron\FollowCheckIns;
use Plugin\jtl_twint\src\Cron\SettleOpenPayments;
use Plugin\jtl_twint\src\Cron\SweepRun;
use Plugin\jtl_twint\src\Cron\Task;
use Plugin\jtl_twint\src\Cron\WorkOffNews;
use Plugin\jtl_twint\src\Health\ShopFacts;
use Plugin\jtl_twint\src\Payment\Attention;
use Plugin\jtl_twint\src\Payment\Details;
use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\OrdersWithoutAttempt;
use Plugin\jtl_twint\src\Payment\PhaseCounts;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\SweepCursor;
use Plugin\jtl_twint\src\Reconciliation\OwnRecords;
use Plugin\jtl_twint\src\Reconciliation\Record;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\HeldStock;
use Plugin\jtl_twint\src\Shop\JtlOrderGateway;
use Plugin\jtl_twint\src\Shop\OurMethod;
use Plugin\jtl_twint\src\Shop\TakenStockReader;
use Plugin\jtl_twint\src\Wawi\MissedNews;
use Twint\Holding;
use Twint\Tests\World;

/** Everything that is asked of the plugin's tables by a page, by the sweep, by Wawi's sync and once a night. */
final class Questions
{
    /** @return list<Question> */
    public static function all(): array
    {
        return [...self::lists(), ...self::searches(), ...self::pages(), ...self::sweep(), ...self::books()];
    }

    /** @return list<Question> */
    private static function lists(): array
    {
        $month = self::month();

        return [
            self::listed('list: newest', []),
            self::deep('list: newest, deep', []),
            self::listed('list: newest, last page', ['at' => 'last']),
            self::listed('list: oldest', ['order' => 'asc']),
            self::deep('list: oldest, deep', ['order' => 'asc']),
            self::listed('list: dearest', ['sort' => 'amount']),
            self::listed('list: dearest, page 4', ['sort' => 'amount', 'skip' => '75']),
            self::listed('list: cheapest', ['sort' => 'amount', 'order' => 'asc']),
            self::listed('list: captured', ['phase' => 'captured']),
            self::deep('list: captured, deep', ['phase' => 'captured']),
            self::listed('list: captured, dearest', ['phase' => 'captured', 'sort' => 'amount']),
            self::listed('list: captured, last page', ['phase' => 'captured', 'at' => 'last']),
            self::listed('list: failed', ['phase' => 'failed']),
            self::listed('list: needs attention', ['phase' => 'attention']),
            self::listed('list: needs attention, dearest, page 4', [
                'phase' => 'attention',
                'sort' => 'amount',
                'skip' => '75',
            ]),
            self::listed('list: TWINT Express', ['phase' => 'express']),
            self::listed('list: days', $month),
            self::listed('list: days, captured', $month + ['phase' => 'captured']),
            self::listed('list: days, captured, last page', $month + ['phase' => 'captured', 'at' => 'last']),
            self::listed('list: days, dearest', $month + ['sort' => 'amount']),
            new Question(
                'list: counts per phase',
                static fn(World $world): \Closure => self::counted($world)->read(...),
            ),
            new Question('list: the first 1,000 lines of the file', static fn(World $world): \Closure => static function () use (
                $world,
            ): void {
                $lines = $world->get(TransactionSearch::class)->all(Criteria::of([]));
                for ($line = 1; $line < 1000 && $lines->valid(); $line++) {
                    $lines->next();
                }
            }),
        ];
    }

    /** @return list<Question> */
    private static function searches(): array
    {
        return [
            self::random('search: order number', static fn(int $id): string => 'B-' . (1_000_000 + $id)),
            self::listed('search: start of an order number', ['search' => 'B-1']),
            self::random('search: reference', static fn(int $id): string => 'shop-B-' . (1_000_000 + $id) . '-1'),
            self::random(
                'search: reference of a refund',
                static fn(int $id): string => 'shop-B-' . (1_000_000 + $id) . '-1-r',
            ),
            self::random('search: UUID', static fn(int $id): string => sprintf(
                '%08x-0000-4000-8000-000000000000',
                $id,
            )),
            self::random('search: UUID of a refund', static fn(int $id): string => sprintf(
                '%08x-1111-4000-8000-000000000000',
                $id,
            )),
            self::random('search: amount', static fn(int $id): string => sprintf('%d.50', $id % 200)),
            self::listed('search: surname of one in a hundred', ['search' => 'Surname7']),
            self::listed('search: beginning of everybody\'s surname', ['search' => 'Surn']),
            self::listed('search: first name and surname', ['search' => 'Surname7 First7']),
            self::listed('search: first name and beginning of a surname', ['search' => 'First7 Surn']),
            self::listed('search: nothing to be found', ['search' => 'Nobody']),
            self::listed('search: surname, phase and days', ['search' => 'Surname7', 'phase' => 'captured']
            + self::month()),
        ];
    }

    /** @return list<Question> */
    private static function pages(): array
    {
        return [
            new Question('payment: balance, events and operations', static function (
                World $world,
                int $size,
            ): \Closure {
                $id = random_int(1, $size);

                return static function () use ($world, $id): void {
                    $world->get(TransactionRepository::class)->get($id)->balance();
                    $world->get(EventRepository::class)->ofTransaction($id);
                    $world->get(OperationRepository::class)->ofTransaction($id);
                };
            }),
            new Question('pay page: its payment', static function (World $world, int $size): \Closure {
                $token = str_pad((string) $size, 43, 'x', STR_PAD_LEFT);

                return static fn() => $world->get(TransactionRepository::class)->byToken($token);
            }),
            new Question('the shop\'s list of orders: 25 payments', static function (
                World $world,
                int $size,
            ): \Closure {
                $ids = range($size - 24, $size);

                return static fn() => $world->get(OrderPayments::class)->of($ids);
            }),
            new Question('dashboard: the last 12 hours, counts, reservations', static function (World $world): \Closure {
                $counts = self::counted($world);

                return static function () use ($world, $counts): void {
                    $world->get(Movements::class)->totals(
                        new \DateTimeImmutable('-12 hours'),
                        new \DateTimeImmutable(),
                        'testing',
                    );
                    $counts->read();
                    $world->get(Attention::class)->endingReservations();
                };
            }),
            new Question(
                'checklist: payments that ran out of time',
                static fn(World $world): \Closure => (new ShopFacts(
                    $world->get(Database::class),
                    new OurMethod('', [1]),
                ))->unfinished(...),
            ),
            new Question('alarms: uncertain payments', static fn(World $world): \Closure => static function () use (
                $world,
            ): void {
                $world->get(TransactionRepository::class)->countIn(Phases::UNCERTAIN);
                $world->get(TransactionRepository::class)->countUncertain(15);
            }),
        ];
    }

    /** @return list<Question> with nothing to do, as nearly always */
    private static function sweep(): array
    {
        $task = static fn(string $name, string $class): Question => new Question('sweep: ' . $name, static fn(
            World $world,
        ): \Closure => self::running($world->get($class)));

        return [
            $task('duties', FinishDuties::class),
            $task('lost outcomes', FindOutOperations::class),
            $task('open payments', SettleOpenPayments::class),
            $task('abandoned orders', EndAbandonedOrders::class),
            new Question(
                'sweep: orders without an attempt',
                static function (World $world, int $size): \Closure {
                    $world->get(SweepCursor::class)->moveTo(Fact::OrdersWithoutAttemptSeen, random_int(0, max(0, $size - 4000)));

                    return self::running(
                        new EndOrdersWithoutAttempt(
                            new JtlOrderGateway(
                                $world->get(Database::class),
                                $world->get(DbInterface::class),
                                new OurMethod('', [1]),
                            ),
                            $world->get(OrdersWithoutAttempt::class),
                            $world->get(Settings::class),
                            $world->get(SweepCursor::class),
                            $world->get(FailingItems::class),
                        ),
                    );
                },
                rows: 7000,
            ),
            // Three days of orders, and of the older ones those that are open.
            new Question(
                'Wawi sends the stock of an article',
                static fn(World $world): \Closure => static fn() => (new HeldStock(
                    $world->get(Database::class),
                    $world->get(TakenStockReader::class),
                ))->subtractFrom(1),
                rows: 9000,
            ),
            $task('check-ins', FollowCheckIns::class),
            new Question(
                'sweep: news of Wawi that were missed, for 1,000',
                static function (World $world, int $size): \Closure {
                    $world->get(SweepCursor::class)->moveTo(Fact::MissedNewsSeen, max(0, $size - 4000));

                    return static fn() => $world->get(MissedNews::class)->note(
                        static fn(int $id, callable $work) => $work(),
                    );
                },
                4000,
                20_000,
            ),
            $task('news of Wawi', WorkOffNews::class),
            new Question(
                'sweep: old details of 200',
                static function (World $world, int $size): \Closure {
                    $world->pdo->exec(
                        'UPDATE xplugin_jtl_twint_transaction SET created_at = created_at - INTERVAL 3 YEAR WHERE id <= 200',
                    );

                    return static fn() => $world->get(Details::class)->forget();
                },
                rows: 30_000,
            ),
        ];
    }

    /** As from the second time on. */
    private static function counted(World $world): PhaseCounts
    {
        $counts = $world->get(PhaseCounts::class);
        $counts->count();

        return $counts;
    }

    private static function running(Task $task): \Closure
    {
        return static fn() => $task->run(SweepRun::begin(25, new \DateTimeImmutable()));
    }

    /** @return list<Question> */
    private static function books(): array
    {
        $store = static fn(World $world): string => (string) $world
            ->pdo
            ->query('SELECT store_uuid FROM xplugin_jtl_twint_transaction LIMIT 1')
            ->fetchColumn();
        $hours = static fn(int $ago): string => gmdate('Y-m-d H:i:s', time() - (3600 * $ago));

        return [
            new Question(
                'bookings: totals of 12 hours',
                static fn(World $world): \Closure => static fn(): array => $world->get(Movements::class)->totals(
                    new \DateTimeImmutable('-12 hours'),
                    new \DateTimeImmutable(),
                    'testing',
                ),
            ),
            new Question('reconciliation: our side of 12 hours', static function (World $world) use (
                $store,
                $hours,
            ): \Closure {
                $uuid = $store($world);

                return static fn(): array => $world->get(OwnRecords::class)->between(
                    'testing',
                    $uuid,
                    $hours(12),
                    $hours(0),
                );
            }),
            new Question('reconciliation: a payment of another day', static function (World $world, int $size) use (
                $store,
            ): \Closure {
                $uuid = $store($world);
                $record = new Record(
                    'shop-B-' . (1_000_000 + random_int(1, $size)) . '-1',
                    'ffffffff-0000-4000-8000-000000000000',
                    false,
                    '42.00',
                    'CHF',
                    Holding::Ended,
                    '',
                );

                return static fn() => $world->get(OwnRecords::class)->like('testing', $uuid, $record);
            }),
        ];
    }

    /** @param array<string, string> $query */
    private static function listed(string $name, array $query): Question
    {
        return new Question($name, static function (World $world) use ($query): \Closure {
            $criteria = Criteria::of($query);

            return static fn() => $world->get(TransactionSearch::class)->page($criteria);
        });
    }

    /**
     * The page after one somewhere in the middle, for nobody gets there but by the pages before.
     *
     * @param array<string, string> $query
     */
    private static function deep(string $name, array $query): Question
    {
        return new Question($name, static function (World $world, int $size) use ($query): \Closure {
            $search = $world->get(TransactionSearch::class);
            $id = random_int(1, $size);
            $at = $world
                ->pdo
                ->query('SELECT created_at FROM xplugin_jtl_twint_transaction WHERE id = ' . $id)
                ->fetchColumn();
            $before = $search->page(Criteria::of(['at' => "a.$at.$id"] + $query));
            $criteria = Criteria::of((array) $before->next + $query);

            return static fn() => $search->page($criteria);
        });
    }

    /** @param \Closure(int): string $text for the payment with that number */
    private static function random(string $name, \Closure $text): Question
    {
        return new Question($name, static function (World $world, int $size) use ($text): \Closure {
            $criteria = Criteria::of(['search' => $text(random_int(1, $size))]);

            return static fn() => $world->get(TransactionSearch::class)->page($criteria);
        });
    }

    /** @return array<string, string> days that both tables have payments of */
    private static function month(): array
    {
        return ['from' => date('Y-m-d', time() - (28 * 86_400)), 'to' => date('Y-m-d')];
    }
}
