<?php

declare(strict_types=1);

namespace Twint\Tests;

use RuntimeException;

/** A MariaDB with a data folder of its own and a simulator, for one run of PHPUnit; both end with it. */
final class Servers
{
    /** @var list<resource> */
    private static array $processes = [];

    /** The tests' processes of their own find the servers by this. */
    private const ADDRESS = 'TWINT_TESTS_SERVERS';

    private static ?Cluster $cluster = null;
    /** Of the cluster, that connections are made to from here on. */
    private static int $node = 1;

    /** @param bool $isCluster whether the database is a cluster of three nodes */
    public static function start(bool $isCluster = false): void
    {
        $folder = sys_get_temp_dir() . '/twint-php-tests-' . bin2hex(random_bytes(4));
        mkdir($folder);
        $owner = getmypid();
        register_shutdown_function(static function () use ($folder, $owner): void {
            if (getmypid() === $owner) {
                self::end();
                exec('rm -rf ' . escapeshellarg($folder));
            }
        });
        self::startDatabase($folder, $isCluster);
        self::startSimulator($folder);
        putenv(self::ADDRESS . '=' . $folder);
    }

    public static function folder(): string
    {
        return (string) getenv(self::ADDRESS) ?: throw new RuntimeException('The servers are not up.');
    }

    /** Null: the database is one server. */
    public static function cluster(): ?Cluster
    {
        return self::$cluster;
    }

    /** Which node of a cluster connections are made to from here on. */
    public static function useNode(int $node): void
    {
        self::$node = $node;
    }

    public static function node(): int
    {
        return self::$node;
    }

    /** @param class-string<\PDO>|null $class */
    public static function database(?string $class = null): \PDO
    {
        $class ??= getenv(MortalDatabase::DIES_AT) === false ? \PDO::class : MortalDatabase::class;

        // The shop's options, its missing SQL mode included.
        return new $class('mysql:unix_socket=' . self::socket() . ';dbname=test', 'root', '', [
            \PDO::ATTR_STRINGIFY_FETCHES => true,
            \PDO::MYSQL_ATTR_INIT_COMMAND => "SET NAMES 'utf8mb4', SQL_MODE = ''",
        ]);
    }

    public static function socket(): string
    {
        return self::$cluster === null
            ? self::folder() . '/database.sock'
            : Cluster::socket(self::folder(), self::$node);
    }

    /** The server ends a connection, as when its node dies. From another one: a cluster commits what kills itself. */
    public static function kill(\PDO $connection): void
    {
        self::database(\PDO::class)
            ->exec('KILL ' . (string) $connection->query('SELECT CONNECTION_ID()')->fetchColumn());
    }

    private static function startDatabase(string $folder, bool $isCluster): void
    {
        $user = posix_geteuid() === 0 ? ['--user=root'] : [];
        $data = $folder . '/database';
        // A MariaDB that starts clears its folder of temporary tables, and another's with it.
        $scratch = '--tmpdir=' . $folder . '/scratch';
        mkdir($folder . '/scratch');
        exec(implode(' ', array_map(escapeshellarg(...), [
            'mariadb-install-db',
            '--no-defaults',
            '--datadir=' . $data,
            $scratch,
            '--auth-root-authentication-method=normal',
            '--skip-test-db',
            // The machine's own name need not be known to anybody.
            '--force',
            ...$user,
        ])) . ' 2>&1', $said, $status);
        if ($status !== 0) {
            throw new RuntimeException(implode("\n", $said));
        }
        $options = [
            '--skip-networking',
            '--default-time-zone=+00:00',
            // Power does not fail here; processes do.
            '--innodb-flush-log-at-trx-commit=0',
            '--innodb-doublewrite=0',
            '--innodb-stats-persistent=0',
            '--performance-schema=0',
            '--character-set-server=utf8mb4',
            // PHPUnit keeps every test, and with it its connection, to the end.
            '--max-connections=2000',
            ...$user,
        ];
        if ($isCluster) {
            self::$cluster = new Cluster($folder, $options);
            self::$cluster->start($data);

            return;
        }
        self::launch([
            'mariadbd',
            '--no-defaults',
            '--datadir=' . $data,
            $scratch,
            '--socket=' . $folder . '/database.sock',
            '--pid-file=' . $folder . '/database.pid',
            ...$options,
        ], $folder . '/database.log');
        self::until($folder . '/database.log', static function () use ($folder): bool {
            try {
                (new \PDO("mysql:unix_socket=$folder/database.sock", 'root', ''))->exec('CREATE DATABASE test');

                return true;
            } catch (\PDOException) {
                return false;
            }
        });
    }

    private static function startSimulator(string $folder): void
    {
        $target = getenv('CARGO_TARGET_DIR') ?: dirname(__DIR__, 3) . '/target';
        $program = getenv('TWINT_SIMULATOR') ?: $target . '/debug/twint-simulator';
        mkdir($folder . '/twint');
        self::launch([$program, '--directory', $folder . '/twint'], $folder . '/simulator.json');
        self::until($folder . '/simulator.json', static fn(): bool => str_contains(
            (string) file_get_contents($folder . '/simulator.json'),
            '}',
        ));
    }

    /** @param list<string> $command */
    private static function launch(array $command, string $log): void
    {
        $process = proc_open(
            $command,
            [
                ['file', '/dev/null', 'r'],
                ['file', $log,        'w'],
                ['file', $log,        'a'],
            ],
            $pipes,
        );
        if ($process === false) {
            throw new RuntimeException($command[0] . ' does not start.');
        }
        self::$processes[] = $process;
    }

    /** @param callable(): bool $ready */
    private static function until(string $log, callable $ready): void
    {
        for ($tenths = 0; $tenths < 300; $tenths++) {
            if ($ready()) {
                return;
            }
            usleep(100_000);
        }
        throw new RuntimeException((string) file_get_contents($log));
    }

    private static function end(): void
    {
        self::$cluster?->end();
        foreach (self::$processes as $process) {
            proc_terminate($process, SIGTERM);
        }
        foreach (self::$processes as $process) {
            proc_close($process);
        }
    }
}
