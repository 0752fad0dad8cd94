<?php

declare(strict_types=1);

namespace Twint\Tests;

use RuntimeException;

/** The simulator: TWINT's side and the buyer's phone. */
final class Twint
{
    /** @var array<string, mixed> */
    private readonly array $told;

    public function __construct()
    {
        $this->told = self::decode((string) file_get_contents(Servers::folder() . '/simulator.json'));
    }

    public function endpoint(): string
    {
        return (string) $this->told['endpoint'];
    }

    public function appSchemesEndpoint(): string
    {
        return (string) $this->told['appSchemesEndpoint'];
    }

    public function caFile(): string
    {
        return (string) $this->told['caFile'];
    }

    public function storeUuid(): string
    {
        return (string) $this->told['storeUuid'];
    }

    /** The merchant's other store; each certificate of the merchant is good for both. */
    public function secondStoreUuid(): string
    {
        return (string) $this->told['secondStoreUuid'];
    }

    public function certificate(string $name = 'valid'): string
    {
        return (string) file_get_contents($this->told['certificates'][$name]['pkcs12']);
    }

    public function pem(): string
    {
        return (string) file_get_contents($this->told['certificates']['valid']['pem']);
    }

    public function passphrase(): string
    {
        return (string) $this->told['passphrase'];
    }

    public function reset(): void
    {
        $this->call('POST', '/api/reset');
    }

    public function approve(?string $tokenOrUuid): void
    {
        $this->call('POST', "/api/orders/$tokenOrUuid/approve");
    }

    /** The phone takes the order; nothing is decided. */
    public function pair(?string $tokenOrUuid): void
    {
        $this->call('POST', '/api/orders/' . $tokenOrUuid . '/pair');
    }

    public function decline(?string $tokenOrUuid): void
    {
        $this->call('POST', "/api/orders/$tokenOrUuid/decline");
    }

    public function expire(?string $tokenOrUuid): void
    {
        $this->call('POST', "/api/orders/$tokenOrUuid/expire");
    }

    /** The buyer with a check-in on the phone: scan, approve, decline or expire. */
    public function checkIn(string $does, ?string $tokenOrUuid, ?array $how = null): void
    {
        $this->call('POST', "/api/check-ins/$tokenOrUuid/$does", $how);
    }

    /** @return array<array-key, mixed> */
    public function checkIns(): array
    {
        return $this->call('GET', '/api/check-ins');
    }

    public function passTime(int $seconds): void
    {
        $this->call('POST', '/api/clock', ['advanceMs' => $seconds * 1000]);
    }

    public function down(): void
    {
        $this->call('POST', '/api/settings', ['refuseConnections' => true]);
    }

    public function up(): void
    {
        $this->call('POST', '/api/settings', ['refuseConnections' => false]);
    }

    /** @param array<string, mixed> $settings */
    public function set(array $settings): void
    {
        $this->call('POST', '/api/settings', $settings);
    }

    public function fail(string|array $what, ?string $operation = null, string|array $when = 'always'): void
    {
        $this->call('POST', '/api/failures', ['what' => $what, 'when' => $when]
        + ($operation === null ? [] : ['operation' => $operation]));
    }

    /** Until the failure that was asked for has struck. */
    public function awaitStrike(): void
    {
        for ($wait = 0; $wait < 500; $wait++) {
            foreach ($this->call('GET', '/api/failures') as $failure) {
                if ($failure['struck'] > 0) {
                    return;
                }
            }
            usleep(10_000);
        }
        throw new RuntimeException('The call never came.');
    }

    public function heal(): void
    {
        $this->call('DELETE', '/api/failures');
    }

    /** @return array<string, mixed> */
    public function order(?string $tokenOrUuid): array
    {
        return $this->call('GET', "/api/orders/$tokenOrUuid");
    }

    /** @return list<array<string, mixed>> */
    public function orders(string $reference = ''): array
    {
        return array_values($this->call('GET', '/api/orders?reference=' . rawurlencode($reference)));
    }

    /** @return list<array<string, mixed>> all orders but the reversals */
    public function payments(): array
    {
        return array_values(array_filter(
            $this->call('GET', '/api/orders'),
            static fn(array $order): bool => $order['linkedOrder'] === null,
        ));
    }

    public function captured(): string
    {
        return (string) $this->books()['captured'];
    }

    /** @return array<string, mixed> what moved, in sum and by order */
    public function books(): array
    {
        return $this->call('GET', '/api/books');
    }

    public function calls(string $operation): int
    {
        return count($this->call('GET', "/api/calls?limit=1000000&operation=$operation"));
    }

    /** @return list<array<string, mixed>> the calls after the given number */
    public function callsSince(int $sequence): array
    {
        return array_values($this->call('GET', "/api/calls?limit=1000000&since=$sequence"));
    }

    /** @return list<array<string, mixed>> the failures asked for, with how often each matched and struck */
    public function failures(): array
    {
        return array_values($this->call('GET', '/api/failures'));
    }

    /** Whether a call came that is never answered. */
    public function holdsACall(): bool
    {
        foreach ($this->failures() as $failure) {
            if (isset($failure['what']['neverAnswer']) && $failure['struck'] > 0) {
                return true;
            }
        }

        return false;
    }

    public function advance(int $milliseconds): void
    {
        $this->call('POST', '/api/clock', ['advanceMs' => $milliseconds]);
    }

    public function dropConnections(): void
    {
        $this->call('POST', '/api/connections/drop');
    }

    /** @return array<array-key, mixed> */
    private function call(string $method, string $path, ?array $body = null): array
    {
        $answer = file_get_contents($this->told['control'] . $path, false, stream_context_create(['http' => [
            'method' => $method,
            'header' => 'Content-Type: application/json',
            'content' => $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR),
            'ignore_errors' => true,
        ]]));
        if ($answer === false || !str_contains($http_response_header[0] ?? '', ' 2')) {
            throw new RuntimeException("$method $path: $answer");
        }

        return $answer === '' ? [] : self::decode($answer);
    }

    /** @return array<array-key, mixed> */
    private static function decode(string $json): array
    {
        return (array) json_decode($json, true, flags: JSON_THROW_ON_ERROR);
    }
}
