<?php

declare(strict_types=1);

namespace Twint\Tests;

use RuntimeException;

/** Three nodes of a Galera cluster on loopback, of which all but the first can be killed and brought back. */
final class Cluster
{
    public const NODES = [1, 2, 3];

    private const LIBRARIES = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so'];
    private const PORT = 8650;
    private const TENTHS_UNTIL_READY = 600;

    /** Of the nodes' addresses in 127/8, so that several clusters fit on one machine. */
    private readonly string $network;

    /**
     * @param string $folder of the run
     * @param list<string> $options of every MariaDB of the tests
     */
    public function __construct(
        private readonly string $folder,
        private readonly array $options,
    ) {
        $this->network = sprintf('127.%d.%d', random_int(16, 250), random_int(1, 250));
    }

    public static function library(): ?string
    {
        foreach (self::LIBRARIES as $library) {
            if (is_file($library)) {
                return $library;
            }
        }

        return null;
    }

    public static function socket(string $folder, int $node): string
    {
        return "$folder/node-$node/database.sock";
    }

    public static function isUp(string $folder, int $node): bool
    {
        return is_file(self::pidFile($folder, $node));
    }

    /** As when its machine dies. */
    public static function kill(string $folder, int $node): void
    {
        $file = self::pidFile($folder, $node);
        if (is_file($file)) {
            posix_kill((int) file_get_contents($file), SIGKILL);
            unlink($file);
        }
    }

    /** @param string $data as mariadb-install-db made it */
    public function start(string $data): void
    {
        foreach (self::NODES as $node) {
            mkdir($this->path($node));
            mkdir($this->path($node) . '/scratch');
        }
        rename($data, $this->path(1) . '/data');
        // What the first one writes as it founds the cluster, the others have from the beginning.
        $this->launch(1, ['--wsrep-new-cluster']);
        $this->awaitReady(1);
        $this->connect(1)->exec('CREATE DATABASE test');
        $this->stop(1);
        foreach ([2, 3] as $node) {
            exec('cp -a ' . escapeshellarg($this->path(1) . '/data') . ' ' . escapeshellarg($this->path($node)));
        }
        $this->launch(1, ['--wsrep-new-cluster']);
        $this->awaitReady(1);
        foreach ([2, 3] as $node) {
            $this->launch($node, []);
            $this->awaitReady($node);
        }
    }

    /** Brings back every node that was killed. */
    public function heal(): void
    {
        foreach (self::NODES as $node) {
            if (self::isUp($this->folder, $node)) {
                continue;
            }
            $position = $this->recover($node);
            $this->launch($node, $position === '' ? [] : ['--wsrep-start-position=' . $position]);
            $this->awaitReady($node);
        }
    }

    /** Until every node that is up has what was committed anywhere. */
    public function settle(): void
    {
        foreach (self::NODES as $node) {
            if (self::isUp($this->folder, $node)) {
                $this->connect($node)->query('SET STATEMENT wsrep_sync_wait = 1 FOR SELECT 1')->fetchAll();
            }
        }
    }

    public function end(): void
    {
        foreach (array_reverse(self::NODES) as $node) {
            self::kill($this->folder, $node);
        }
    }

    private function stop(int $node): void
    {
        $file = self::pidFile($this->folder, $node);
        $pid = (int) file_get_contents($file);
        posix_kill($pid, SIGTERM);
        for ($tenths = 0; self::runs($pid); $tenths++) {
            if ($tenths === self::TENTHS_UNTIL_READY) {
                throw new RuntimeException("Node $node does not end.");
            }
            usleep(100_000);
        }
        unlink($file);
    }

    private static function runs(int $pid): bool
    {
        $command = "/proc/$pid/cmdline";

        // Of a process that has ended and that nobody has waited for, nothing is to be read.
        return is_file($command) && (string) file_get_contents($command) !== '';
    }

    /** Where the cluster's history ends for a node that was killed, as its own log has it. */
    private function recover(int $node): string
    {
        exec(implode(' ', array_map(escapeshellarg(...), $this->command($node, ['--wsrep-recover']))) . ' 2>&1', $said);
        preg_match('/Recovered position: (\S+)/', implode("\n", $said), $match);

        return $match[1] ?? '';
    }

    /** @param list<string> $more */
    private function launch(int $node, array $more): void
    {
        // In a session of its own: it outlives the process that brings it back.
        exec(
            'PATH='
            . escapeshellarg(dirname(__DIR__, 2) . '/chaos/galera:' . (string) getenv('PATH'))
            . ' setsid '
            . implode(' ', array_map(escapeshellarg(...), $this->command($node, $more)))
            . ' >> '
            . escapeshellarg($this->path($node) . '/log')
            . ' 2>&1 < /dev/null & echo $!',
            $pid,
        );
        file_put_contents(self::pidFile($this->folder, $node), $pid[0] ?? '');
    }

    /**
     * @param list<string> $more
     * @return list<string>
     */
    private function command(int $node, array $more): array
    {
        $path = $this->path($node);
        $address = "$this->network.$node";

        return [
            'mariadbd',
            '--no-defaults',
            '--datadir=' . $path . '/data',
            '--tmpdir=' . $path . '/scratch',
            '--socket=' . self::socket($this->folder, $node),
            '--pid-file=' . $path . '/data/mariadb.pid',
            ...$this->options,
            '--binlog-format=ROW',
            '--innodb-autoinc-lock-mode=2',
            '--wsrep-on=ON',
            '--wsrep-provider=' . (string) self::library(),
            '--wsrep-cluster-name=' . $this->network,
            '--wsrep-node-name=node-' . $node,
            '--wsrep-node-address=' . $address,
            '--wsrep-cluster-address=gcomm://'
                . implode(',', array_map(fn(int $n): string => "$this->network.$n:" . self::PORT, self::NODES)),
            '--wsrep-sst-method=position',
            // Shorter than a request is patient, and long enough for a busy machine.
            '--wsrep-provider-options='
                . "gmcast.listen_addr=tcp://$address:"
                . self::PORT
                . ";ist.recv_addr=$address:"
                . (self::PORT + 1)
                . ';gcache.size=128M;pc.recovery=no;evs.keepalive_period=PT0.5S;evs.inactive_check_period=PT0.25S'
                . ';evs.suspect_timeout=PT3S;evs.inactive_timeout=PT10S;gmcast.peer_timeout=PT3S',
            ...$more,
        ];
    }

    private function awaitReady(int $node): void
    {
        for ($tenths = 0; $tenths < self::TENTHS_UNTIL_READY; $tenths++) {
            try {
                $ready = $this->connect($node)->query("SHOW STATUS LIKE 'wsrep_ready'")->fetchColumn(1);
                if ($ready === 'ON') {
                    return;
                }
            } catch (\PDOException) {
                // Not yet.
            }
            usleep(100_000);
        }
        throw new RuntimeException(
            "Node $node does not come up:\n" . (string) file_get_contents($this->path($node) . '/log'),
        );
    }

    private function connect(int $node): \PDO
    {
        return new \PDO('mysql:unix_socket=' . self::socket($this->folder, $node), 'root', '');
    }

    private static function pidFile(string $folder, int $node): string
    {
        return "$folder/node-$node/pid";
    }

    private function path(int $node): string
    {
        return "$this->folder/node-$node";
    }
}
