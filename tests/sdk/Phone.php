<?php

declare(strict_types=1);

namespace Twint\SdkTests;

use Psr\Http\Message\RequestInterface;

/** The simulator and its phone, with the methods of the mock that the SDK's tests steer. */
final class Phone
{
    /** What the buyer does where the tests put their mock into a state. */
    private const DEEDS = ['SetupSuccessConfirm' => 'approve', 'SetupClientAbort' => 'decline'];

    /** @var array<array-key, mixed> the simulator, which ends with this process */
    private static array $process = [];
    /** @var array<string, mixed> what the simulator told of itself */
    private static array $told = [];
    /** The merchant's certificate, a file. */
    private static string $certificate = '';
    /** The last request that was sent. */
    private static string $lastRequest = '';

    public static function start(string $simulator): void
    {
        $pipes = [];
        $process = proc_open([$simulator, '--exit-with-stdin'], [['pipe', 'r'], ['pipe', 'w']], $pipes);
        $line = $process === false ? false : fgets($pipes[1]);
        if ($line === false) {
            throw new \RuntimeException('TWINT_SIMULATOR names no simulator: ' . $simulator);
        }
        self::$process = [$process, $pipes];
        self::$told = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
        self::$certificate = self::$told['certificates']['valid']['pkcs12'];
    }

    public static function told(string $name): string
    {
        return (string) self::$told[$name];
    }

    public static function certificate(): string
    {
        return self::$certificate;
    }

    /** The request, to the simulator instead of TWINT. */
    public static function addressed(RequestInterface $request): RequestInterface
    {
        $uri = $request->getUri();
        self::$lastRequest = (string) $request->getBody();
        $place = self::told(str_starts_with($uri->getHost(), 'app.scheme') ? 'appSchemesEndpoint' : 'endpoint');

        return $request->withUri(
            $uri->withHost((string) parse_url($place, PHP_URL_HOST))->withPort(parse_url($place, PHP_URL_PORT)),
        );
    }

    /** Each test has one: no buyer approves unasked because the test before wanted it. */
    public function __construct()
    {
        self::call('POST', '/api/settings', ['autoApproveAfterMs' => null]);
    }

    /** The buyer approves every order at once. */
    public function approveOrders(): void
    {
        self::call('POST', '/api/settings', ['autoApproveAfterMs' => 0]);
    }

    /** Without forgetting the cash register: the SDK makes it known once for all tests. */
    public function resetAllScenarios(): void
    {
        self::call('POST', '/api/settings', ['checkInQuirks' => ['amount' => 'any']]);
    }

    public function setScenarioState(string $scenario, string $state): void
    {
        $deed = self::DEEDS[$state] ?? null;
        if ($deed !== null) {
            $checkIns = array_column(self::call('GET', '/api/check-ins'), 'uuid');
            self::call('POST', '/api/check-ins/' . end($checkIns) . '/' . $deed);
        }
    }

    /** The last request, in the shape in which the mock has all. */
    public function getAllServeEvents(): object
    {
        $request = new class(self::$lastRequest) {
            public function __construct(
                private readonly string $body,
            ) {
            }

            public function getRequest(): self
            {
                return $this;
            }

            public function getBody(): string
            {
                return $this->body;
            }
        };

        return new class([$request]) {
            /** @param list<object> $requests */
            public function __construct(
                private readonly array $requests,
            ) {
            }

            /** @return list<object> */
            public function getRequests(): array
            {
                return $this->requests;
            }
        };
    }

    /**
     * @param array<string, mixed>|null $body
     * @return array<array-key, mixed>
     */
    private static function call(string $method, string $path, ?array $body = null): array
    {
        $answer = file_get_contents(self::told('control') . $path, false, stream_context_create([
            'http' => [
                'method' => $method,
                'header' => 'Content-Type: application/json',
                'content' => $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR),
            ],
        ]));

        return $answer === '' ? [] : json_decode((string) $answer, true, flags: JSON_THROW_ON_ERROR);
    }
}
