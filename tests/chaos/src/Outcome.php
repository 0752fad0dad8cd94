<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** What came of a request, as its client saw it and as the row stood. */
final class Outcome
{
    /**
     * @param string|null $page what the buyer's page says
     * @param string|null $broke why the request ended without an answer
     * @param string|null $struck the statement at which the trap struck
     * @param list<string> $log
     * @param int|null $nodeDied the node of the cluster that died under it
     */
    public function __construct(
        public readonly ?string $page = null,
        public readonly ?int $attempt = null,
        public readonly ?string $phase = null,
        public readonly ?string $reason = null,
        public readonly ?string $broke = null,
        public readonly ?string $struck = null,
        public readonly int $statements = 0,
        public readonly array $log = [],
        public readonly ?int $nodeDied = null,
    ) {
    }

    public static function fromJson(string $json): self
    {
        return new self(...json_decode($json, true, flags: JSON_THROW_ON_ERROR));
    }

    public function __toString(): string
    {
        return implode(', ', array_filter([
            $this->page === null ? null : "page of attempt $this->attempt says $this->page",
            $this->phase === null ? null : $this->phase . ($this->reason === null ? '' : " ($this->reason)"),
            $this->broke === null ? null : "the request failed: $this->broke",
            $this->nodeDied === null ? null : "node $this->nodeDied died",
            $this->struck === null ? null : "struck at \"$this->struck\"",
        ]));
    }
}
