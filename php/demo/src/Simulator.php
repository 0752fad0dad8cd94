<?php

declare(strict_types=1);

namespace Twint\Demo;

use RuntimeException;
use SensitiveParameter;
use Twint\Environment as TwintEnvironment;
use Twint\Merchant;

/** The running TWINT simulator: what a merchant gets from TWINT, and the customer's phone. */
final readonly class Simulator
{
    private function __construct(
        private string $endpoint,
        private string $appSchemesEndpoint,
        private string $control,
        private string $storeUuid,
        private string $caFile,
        private string $certificateFile,
        private string $passphrase,
    ) {
    }

    /** Reads the line that the simulator printed when it started. */
    public static function running(string $directory): self
    {
        $told = self::decode((string) file_get_contents("{$directory}/simulator.json"));
        $certificates = self::object($told, 'certificates');
        $valid = self::object($certificates, 'valid');

        return new self(
            self::text($told, 'endpoint'),
            self::text($told, 'appSchemesEndpoint'),
            rtrim(self::text($told, 'control'), '/'),
            self::text($told, 'storeUuid'),
            self::text($told, 'caFile'),
            self::text($valid, 'pkcs12'),
            self::text($valid, 'passphrase'),
        );
    }

    /** Against the real TWINT, everything but the first four arguments goes away. */
    public function merchant(): Merchant
    {
        return new Merchant(
            $this->storeUuid,
            (string) file_get_contents($this->certificateFile),
            $this->passphrase,
            'demo-shop',
            TwintEnvironment::Testing,
            [
                'endpoint' => $this->endpoint,
                'appSchemesEndpoint' => $this->appSchemesEndpoint,
                'caFile' => $this->caFile,
            ],
        );
    }

    /** The phone's address, with the token already typed. */
    public function phone(#[SensitiveParameter] ?string $token): string
    {
        return "{$this->control}/" . ($token === null ? '' : "?token={$token}");
    }

    /** Does on the phone what a person would do: `pair`, `approve` or `decline`. */
    public function customer(string $move, string $orderUuid): void
    {
        $this->call('POST', "/api/orders/{$orderUuid}/{$move}");
    }

    /** Gives people more time on the phone than TWINT's customers have. */
    public function waitForPeople(int $minutes): void
    {
        $this->call(
            'POST',
            '/api/settings',
            (string) json_encode([
                'quirks' => ['customerTimeoutMs' => $minutes * 60_000],
            ]),
        );
    }

    /** What TWINT itself has written down for an order. */
    public function book(string $orderUuid): Book
    {
        $order = self::decode($this->call('GET', "/api/orders/{$orderUuid}"));

        return new Book(self::text($order, 'captured'), self::text($order, 'refunded'));
    }

    private function call(string $method, string $path, string $body = ''): string
    {
        $context = stream_context_create(['http' => [
            'method' => $method,
            'header' => 'Content-Type: application/json',
            'content' => $body,
            'timeout' => 5,
            'ignore_errors' => true,
        ]]);
        $answer = file_get_contents($this->control . $path, false, $context);
        if ($answer === false) {
            throw new RuntimeException("The simulator does not answer {$method} {$path}");
        }

        return $answer;
    }

    /** @return array<array-key, mixed> */
    private static function decode(string $json): array
    {
        $value = json_decode($json, true, 32, JSON_THROW_ON_ERROR);

        return is_array($value) ? $value : throw new RuntimeException('The simulator did not tell an object');
    }

    /**
     * @param array<array-key, mixed> $told
     *
     * @return array<array-key, mixed>
     */
    private static function object(array $told, string $name): array
    {
        $value = $told[$name] ?? null;

        return is_array($value) ? $value : throw new RuntimeException("The simulator told no {$name}");
    }

    /** @param array<array-key, mixed> $told */
    private static function text(array $told, string $name): string
    {
        $value = $told[$name] ?? null;

        return is_string($value) ? $value : throw new RuntimeException("The simulator told no {$name}");
    }
}
