<?php

declare(strict_types=1);

namespace Twint\Bench;

use RuntimeException;

/** A php-fpm of our own with a single worker, on a socket in our directory. */
final class FpmPool
{
    private string $socket;

    /** @var resource */
    private $process;

    /** @param int $requests after so many a worker is replaced by a fresh one; 0 is never */
    public function __construct(
        string $binary,
        string $extension,
        string $directory,
        private readonly string $target,
        int $requests,
    ) {
        $name = "{$directory}/fpm-{$requests}-" . md5($extension);
        $this->socket = "{$name}.sock";
        $configuration = "{$name}.conf";
        $user = posix_geteuid() === 0 ? "user = root\ngroup = root" : '';
        file_put_contents($configuration, <<<INI
            [global]
            error_log = {$name}.log
            daemonize = no
            [bench]
            {$user}
            listen = {$this->socket}
            pm = static
            pm.max_children = 1
            pm.max_requests = {$requests}
            INI);
        $command = [$binary, '-F', '-R', '-y', $configuration, '-d', "extension={$extension}"];
        $nothing = ['file', '/dev/null', 'w'];
        $process = proc_open($command, [['file', '/dev/null', 'r'], $nothing, $nothing], $pipes);
        if ($process === false) {
            throw new RuntimeException("{$binary} does not start");
        }
        $this->process = $process;
        for ($tries = 0; !file_exists($this->socket); $tries++) {
            if ($tries === 100) {
                throw new RuntimeException((string) file_get_contents("{$name}.log"));
            }
            usleep(50_000);
        }
    }

    public function stop(): void
    {
        proc_terminate($this->process);
        proc_close($this->process);
    }

    /**
     * One request as nginx makes it: a connection of its own.
     *
     * @return array{status: string, process: int, wall: float, cpu: float, totalCpu: float, clientWall: float}
     */
    public function poll(string $contender): array
    {
        $began = wall_ms();
        $answer = FastCgi::get($this->socket, dirname(__DIR__) . '/worker.php', $contender, [
            'TWINT_BENCH_TARGET' => $this->target,
        ]);
        $took = wall_ms() - $began;
        [, $body] = explode("\r\n\r\n", $answer, 2);
        $told = json_decode($body, true);
        if (($told['status'] ?? null) !== 'IN_PROGRESS') {
            throw new RuntimeException("{$contender}: {$answer}");
        }

        return [...$told, 'clientWall' => $took];
    }
}
