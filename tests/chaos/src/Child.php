<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** A process of ours, waited for without asking over and over whether it has ended. */
final class Child
{
    /**
     * One that takes longer is killed.
     *
     * @return int|null its status; null: it was too late
     */
    public static function await(int $child, int $seconds): ?int
    {
        // A signal ends the waiting.
        pcntl_signal(SIGALRM, static function (): void {}, false);
        pcntl_alarm($seconds);
        $ended = pcntl_waitpid($child, $status);
        pcntl_alarm(0);
        if ($ended === $child) {
            return $status;
        }
        self::kill($child);

        return null;
    }

    public static function kill(int $child): void
    {
        posix_kill($child, SIGKILL);
        pcntl_waitpid($child, $status);
    }
}
