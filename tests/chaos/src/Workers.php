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
                self::work($this->requests, $act, $file);
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
    private static function work(Request $requests, Act $act, string $file): never
    {
        try {
            $outcome = $requests->run($act);
        } catch (\Throwable $exception) {
            $outcome = new Outcome(broke: $exception->getMessage());
        }
        file_put_contents($file . '.new', json_encode($outcome, JSON_THROW_ON_ERROR | JSON_PARTIAL_OUTPUT_ON_ERROR));
        rename($file . '.new', $file);
        Trap::die();
    }

    private function await(int $child, Act $act): bool
    {
        $until = hrtime(true) + (self::PATIENCE_SECONDS * 1_000_000_000);
        while (pcntl_waitpid($child, $status, WNOHANG) === 0) {
            $late = hrtime(true) > $until;
            if ($late || $act->misfortune instanceof DeathInCall && $this->twint->holdsACall()) {
                posix_kill($child, SIGKILL);
                pcntl_waitpid($child, $status);

                return !$late;
            }
            usleep(1000);
        }

        return true;
    }
}
