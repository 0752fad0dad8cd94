<?php

declare(strict_types=1);

namespace Twint\Bench\Growth;

use Plugin\jtl_twint\src\Admin\Bookings\BookingsCsv;
use Plugin\jtl_twint\src\Admin\Bookings\Days;
use Plugin\jtl_twint\src\Admin\Transactions\Criteria;
use Plugin\jtl_twint\src\Admin\Transactions\CsvExport;
use Twint\Tests\World;

/** The files a merchant takes along, from the first line to the last: how long a line takes, and how much memory all of them. */
final class Files
{
    public function __construct(
        private readonly World $world,
    ) {
    }

    public function print(int $payments): void
    {
        $this->one(
            "list, $payments payments",
            fn(): \Generator => $this->world->get(CsvExport::class)->lines(Criteria::of([])),
        );
        $days = Days::between(new \DateTimeImmutable('-365 days'), new \DateTimeImmutable());
        $this->one(
            "bookings of a year, $payments payments",
            fn(): \Generator => $this->world->get(BookingsCsv::class)->lines($days),
        );
    }

    /** @param \Closure(): \Generator<int, string> $lines */
    private function one(string $name, \Closure $lines): void
    {
        memory_reset_peak_usage();
        $before = memory_get_usage();
        $began = hrtime(true);
        $number = 0;
        foreach ($lines() as $line) {
            $number++;
        }
        $took = (hrtime(true) - $began) / 1e6;
        printf(
            "%-44s %9s lines %8.1f s, %.3f ms a line, %.1f MiB of memory\n",
            $name,
            number_format($number),
            $took / 1000,
            $took / max(1, $number),
            (memory_get_peak_usage() - $before) / (2 ** 20),
        );
    }
}
