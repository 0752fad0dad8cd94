<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

/**
 * What a sweep does, in this order: buyers who wait come before what the merchant and Wawi wished, and what may wait for the next
 * sweep comes last.
 *
 * @implements \IteratorAggregate<int, Task>
 */
final class Tasks implements \IteratorAggregate
{
    /** @var list<Task> */
    private readonly array $tasks;

    public function __construct(
        FinishDuties $finishDuties,
        SettleOpenPayments $settleOpenPayments,
        EndAbandonedOrders $endAbandonedOrders,
        EndOrdersWithoutAttempt $endOrdersWithoutAttempt,
        FollowCheckIns $followCheckIns,
        FindOutOperations $findOutOperations,
        NoteMissedNews $noteMissedNews,
        WorkOffNews $workOffNews,
        RenewAvailability $renewAvailability,
        RenewBankApps $renewBankApps,
        ReconcileNightly $reconcileNightly,
        ForgetDetails $forgetDetails,
    ) {
        $this->tasks = [
            $finishDuties,
            $settleOpenPayments,
            $endAbandonedOrders,
            $endOrdersWithoutAttempt,
            $followCheckIns,
            $findOutOperations,
            $noteMissedNews,
            $workOffNews,
            $renewAvailability,
            $renewBankApps,
            $reconcileNightly,
            $forgetDetails,
        ];
    }

    public function getIterator(): \Iterator
    {
        return new \ArrayIterator($this->tasks);
    }
}
