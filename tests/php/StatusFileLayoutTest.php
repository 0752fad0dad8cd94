<?php

declare(strict_types=1);

namespace Twint\Tests;

/** The status file finds the shop's configuration however the shop lies on the server, whose own PHP answers here. */
final class StatusFileLayoutTest extends StatusFileTestCase
{
    private string $folder;
    /** @var resource|null */
    private $server = null;

    protected function setUp(): void
    {
        parent::setUp();
        $this->folder = Servers::folder() . '/layout-' . bin2hex(random_bytes(4));
        mkdir($this->folder);
    }

    protected function tearDown(): void
    {
        if ($this->server !== null) {
            proc_terminate($this->server);
            proc_close($this->server);
        }
        exec('rm -rf ' . escapeshellarg($this->folder));
        parent::tearDown();
    }

    /** @dataProvider layouts */
    public function testTheShopsConfigurationIsFound(string $shop, string $root, bool $isLinked): void
    {
        $t = $this->begin();
        $this->layOut($this->folder . $shop, $isLinked);
        $path = substr($shop, strlen($root)) . '/plugins/jtl_twint/frontend/status.php?token=' . $t->token;
        $answer = $this->fetch($this->serve($this->folder . $root) . $path);
        self::assertSame('waiting', $answer['state'] ?? null, json_encode($answer, JSON_THROW_ON_ERROR));
        self::assertFileExists($this->folder . $shop . '/templates_c/jtl_twint_visits');
    }

    public static function layouts(): iterable
    {
        yield 'the shop is the root' => ['/shop', '/shop', false];
        yield 'the shop is a folder below the root' => ['/htdocs/de/shop', '/htdocs', false];
        yield 'the plugin is a link to elsewhere' => ['/shop', '/shop', true];
        yield 'a folder below the root, and a link' => ['/htdocs/shop', '/htdocs', true];
    }

    public function testWhereThereIsNoConfigurationTheShopIsAsked(): void
    {
        $t = $this->begin();
        $this->layOut($this->folder . '/shop', false);
        unlink($this->folder . '/shop/includes/config.JTL-Shop.ini.php');
        $url = $this->serve($this->folder . '/shop') . '/plugins/jtl_twint/frontend/status.php?token=' . $t->token;
        self::assertSame(['ask' => 'shop'], $this->fetch($url));
    }

    /** The plugin in its place, the configuration as the shop's installation writes it; the database by its socket. */
    private function layOut(string $shop, bool $isLinked): void
    {
        foreach (['includes', 'plugins', 'templates_c'] as $folder) {
            mkdir("$shop/$folder", recursive: true);
        }
        $plugin = dirname(__DIR__, 2) . '/php/jtl_twint';
        if ($isLinked) {
            symlink($plugin, $shop . '/plugins/jtl_twint');
        } else {
            mkdir($shop . '/plugins/jtl_twint');
            foreach (['frontend', 'src'] as $part) {
                exec(sprintf(
                    'cp -r %s %s',
                    escapeshellarg("$plugin/$part"),
                    escapeshellarg("$shop/plugins/jtl_twint/$part"),
                ));
            }
        }
        $constants = [
            'URL_SHOP' => 'https://shop.example',
            'DB_HOST' => 'nowhere.invalid',
            'DB_SOCKET' => Servers::socket(),
            'DB_NAME' => 'test',
            'DB_USER' => 'root',
            'DB_PASS' => '',
            'BLOWFISH_KEY' => World::KEY,
        ];
        $lines = array_map(
            static fn(string $name, string $value): string => (
                'define(' . var_export($name, true) . ', ' . var_export($value, true) . ');'
            ),
            array_keys($constants),
            $constants,
        );
        file_put_contents("$shop/includes/config.JTL-Shop.ini.php", "<?php\n" . implode("\n", $lines) . "\n");
    }

    /** @return string its address */
    private function serve(string $root): string
    {
        $log = $this->folder . '/server.log';
        $this->server = proc_open(
            [PHP_BINARY, '-d', 'extension=' . getenv('TWINT_EXTENSION'), '-S', '127.0.0.1:0', '-t', $root],
            [
                ['file', '/dev/null', 'r'],
                ['file', '/dev/null', 'w'],
                ['file', $log,        'w'],
            ],
            $pipes,
        ) ?: throw new \RuntimeException('PHP\'s server does not start.');
        for ($tenths = 0; $tenths < 100; $tenths++) {
            if (
                preg_match('#\((http://127\.0\.0\.1:[0-9]+)\) started#', (string) file_get_contents($log), $match) === 1
            ) {
                return $match[1];
            }
            usleep(100_000);
        }
        throw new \RuntimeException((string) file_get_contents($log));
    }

    /** @return array<string, mixed> */
    private function fetch(string $url): array
    {
        $context = stream_context_create(['http' => ['ignore_errors' => true]]);

        return (array) json_decode((string) file_get_contents($url, context: $context), true);
    }
}
