<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Twint\Tests\Twint;

/** Runs requests in PHP processes of their own, which may be killed. */
final class Workers
{
    private const PATIENCE_SECONDS = 30;

    public function __construct(
        private readonly Twint $twint,
        private readonly Request $requests,
        private readonly string $folder,
    ) {
    }

    /**
     * All at once; comes back when every one has ended.
     *
     * @param list<Act> $acts
     * @return list<Outcome>
     */
    public function run(array $acts): array
    {
        $children = [];
        foreach ($acts as $n => $act) {
            $file = $this->folder . '/outcome-' . $n;
            if (is_file($file)) {
                unlink($file);
            }
            $child = pcntl_fork();
            if ($child === -1) {
                throw new \RuntimeException('No process could be made.');
            }
            if ($child === 0) {
                self::work($this->requests, $act, $n, $file);
            }
            $children[$n] = $child;
        }
        $outcomes = [];
        foreach ($children as $n => $child) {
            $late = !$this->await($child, $acts[$n]);
            $file = $this->folder . '/outcome-' . $n;
            $outcomes[] = match (true) {
                is_file($file) => Outcome::fromJson((string) file_get_contents($file)),
                $late => new Outcome(broke: 'it hung'),
                default => new Outcome(broke: 'the process was killed', struck: 'killed'),
            };
        }

        return $outcomes;
    }

    /** The parent's connections and servers are not the child's to close, so it never ends in an orderly way. */
    private static function work(Request $requests, Act $act, int $n, string $file): never
    {
        usleep(1000 * $act->milliseconds);
        try {
            $outcome = $requests->run($act, $n);
        } catch (\Throwable $exception) {
            $outcome = new Outcome(broke: $exception->getMessage());
        }
        file_put_contents($file . '.new', json_encode($outcome, JSON_THROW_ON_ERROR | JSON_PARTIAL_OUTPUT_ON_ERROR));
        rename($file . '.new', $file);
        Trap::die();
    }

    /** @return bool whether it ended in time */
    private function await(int $child, Act $act): bool
    {
        if ($act->misfortune instanceof DeathInCall) {
            while (!$this->twint->holdsACall()) {
                if (pcntl_waitpid($child, $status, WNOHANG) !== 0) {
                    // It did not call TWINT.
                    return true;
                }
                usleep(2000);
            }
            Child::kill($child);

            return true;
        }

        return Child::await($child, self::PATIENCE_SECONDS) !== null;
    }
}
