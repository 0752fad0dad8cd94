<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\StatusFile;

/** The shop's configuration file, read without the shop. */
final class ShopConfig
{
    private const FILE = '/includes/config.JTL-Shop.ini.php';
    /** From frontend/status.php to the shop: frontend, jtl_twint, plugins, and one more for the file itself. */
    private const LEVELS = 4;
    private const CONNECT_SECONDS = 2;

    private function __construct(
        private readonly string $root,
    ) {
    }

    /**
     * Defines what the file defines. The plugin's folder may be a link to elsewhere, so the web server's own words count first.
     *
     * @param array<string, mixed> $server as PHP's $_SERVER
     * @return self|null null: there is none, or it names no database and no key
     */
    public static function load(array $server, string $file): ?self
    {
        $folders = [
            dirname((string) ($server['SCRIPT_FILENAME'] ?? ''), self::LEVELS),
            dirname($file, self::LEVELS),
            rtrim((string) ($server['DOCUMENT_ROOT'] ?? ''), '/')
                . rtrim(dirname((string) ($server['SCRIPT_NAME'] ?? ''), self::LEVELS), '/'),
        ];
        foreach ($folders as $folder) {
            if (is_file($folder . self::FILE)) {
                require_once $folder . self::FILE;

                return self::isComplete() ? new self($folder) : null;
            }
        }

        return null;
    }

    public function key(): string
    {
        return (string) \constant('BLOWFISH_KEY');
    }

    public function url(): string
    {
        return (string) \constant('URL_SHOP');
    }

    /** A file for counters where the shop may write. */
    public function visits(): string
    {
        return $this->root . '/templates_c/jtl_twint_visits';
    }

    /** As the shop connects. */
    public function connect(): \PDO
    {
        $pdo = new \PDO(
            sprintf(
                'mysql:dbname=%s;%s;charset=%s',
                (string) \constant('DB_NAME'),
                \defined('DB_SOCKET')
                    ? 'unix_socket=' . (string) \constant('DB_SOCKET')
                    : 'host=' . (string) \constant('DB_HOST'),
                \defined('DB_CHARSET') ? (string) \constant('DB_CHARSET') : 'utf8mb4',
            ),
            (string) \constant('DB_USER'),
            (string) \constant('DB_PASS'),
            self::options(),
        );
        foreach (explode(';', \defined('DB_STARTUP_SQL') ? (string) \constant('DB_STARTUP_SQL') : '') as $sql) {
            if ($sql !== '') {
                $pdo->exec($sql);
            }
        }

        return $pdo;
    }

    private static function isComplete(): bool
    {
        foreach (['DB_HOST', 'DB_NAME', 'DB_USER', 'DB_PASS', 'URL_SHOP', 'BLOWFISH_KEY'] as $name) {
            if (!\defined($name)) {
                return false;
            }
        }

        return true;
    }

    /** @return array<int, mixed> */
    private static function options(): array
    {
        $options = [
            \PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION,
            \PDO::ATTR_STRINGIFY_FETCHES => true,
            \PDO::ATTR_TIMEOUT => self::CONNECT_SECONDS,
        ];
        if (\defined('DB_SSL_KEY') && \defined('DB_SSL_CERT') && \defined('DB_SSL_CA')) {
            $options += [
                \PDO::MYSQL_ATTR_SSL_KEY => \constant('DB_SSL_KEY'),
                \PDO::MYSQL_ATTR_SSL_CERT => \constant('DB_SSL_CERT'),
                \PDO::MYSQL_ATTR_SSL_CA => \constant('DB_SSL_CA'),
            ];
        }
        if (\defined('DB_PERSISTENT_CONNECTIONS') && \constant('DB_PERSISTENT_CONNECTIONS') === true) {
            $options[\PDO::ATTR_PERSISTENT] = true;
        }

        return $options;
    }
}
