<?php

declare(strict_types=1);

namespace Twint\Bench;

use RuntimeException;
use Twint\Environment;
use Twint\Merchant;

/** A TWINT simulator of our own; it ends when its standard input closes, that is with us. */
final class Simulator
{
    private const CASH_REGISTER = 'bench';

    /** @var array<string, mixed> */
    private array $told;

    /** @var resource */
    private $process;

    /** @var array<int, resource> */
    private array $pipes;

    public function __construct(string $binary, string $directory)
    {
        mkdir("{$directory}/simulator");
        $command = [$binary, '--exit-with-stdin', '--directory', "{$directory}/simulator"];
        $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w']], $pipes);
        if ($process === false) {
            throw new RuntimeException("{$binary} does not start");
        }
        $this->process = $process;
        $this->pipes = $pipes;
        $this->told = json_decode((string) fgets($pipes[1]), true, 16, JSON_THROW_ON_ERROR);
        // A pending order must stay pending for longer than any run.
        $this->set(['quirks' => ['customerTimeoutMs' => 3_600_000]]);
    }

    public function stop(): void
    {
        array_map(fclose(...), $this->pipes);
        proc_close($this->process);
    }

    public function merchant(): Merchant
    {
        return new Merchant(
            $this->told['storeUuid'],
            (string) file_get_contents($this->told['certificates']['valid']['pkcs12']),
            $this->told['certificates']['valid']['passphrase'],
            self::CASH_REGISTER,
            Environment::Testing,
            ['endpoint' => $this->told['endpoint'], 'caFile' => $this->told['caFile']],
        );
    }

    /**
     * What a contender needs to know.
     *
     * @return array<string, string>
     */
    public function target(string $order): array
    {
        $valid = $this->told['certificates']['valid'];

        return [
            'endpoint' => $this->told['endpoint'],
            'caFile' => $this->told['caFile'],
            'storeUuid' => $this->told['storeUuid'],
            'cashRegister' => self::CASH_REGISTER,
            'pkcs12' => $valid['pkcs12'],
            'pem' => $valid['pem'],
            'passphrase' => $valid['passphrase'],
            'messageId' => 'e6d46274-55bd-4d3e-9312-a845ce3e4e94',
            'order' => $order,
        ];
    }

    /** @param array<string, mixed> $settings */
    public function set(array $settings): void
    {
        $this->ask('POST', '/api/settings', json_encode($settings, JSON_THROW_ON_ERROR));
    }

    /** Has each call go wrong in a way of the simulator's. */
    public function fail(string $what): void
    {
        $this->ask('POST', '/api/failures', json_encode(['what' => $what], JSON_THROW_ON_ERROR));
    }

    public function heal(): void
    {
        $this->ask('DELETE', '/api/failures');
    }

    public function caFile(): string
    {
        return $this->told['caFile'];
    }

    /** @return array{int, int} calls and handshakes so far */
    public function counters(): array
    {
        $counters = json_decode($this->ask('GET', '/api/counters'), true, 16, JSON_THROW_ON_ERROR);

        return [$counters['calls'], $counters['fullHandshakes'] + $counters['resumedHandshakes']];
    }

    private function ask(string $method, string $path, string $body = ''): string
    {
        $context = stream_context_create(['http' => [
            'method' => $method,
            'header' => 'Content-Type: application/json',
            'content' => $body,
        ]]);

        return (
            file_get_contents($this->told['control'] . $path, false, $context)
            ?: throw new RuntimeException("The simulator refuses {$method} {$path}")
        );
    }
}
