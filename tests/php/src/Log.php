<?php

declare(strict_types=1);

namespace Twint\Tests;

use Psr\Log\LoggerInterface;

/** Keeps what was logged. */
final class Log implements LoggerInterface
{
    /** @var list<string> */
    public array $lines = [];

    public function emergency(string|\Stringable $message, array $context = []): void
    {
        $this->log('emergency', $message, $context);
    }

    public function alert(string|\Stringable $message, array $context = []): void
    {
        $this->log('alert', $message, $context);
    }

    public function critical(string|\Stringable $message, array $context = []): void
    {
        $this->log('critical', $message, $context);
    }

    public function error(string|\Stringable $message, array $context = []): void
    {
        $this->log('error', $message, $context);
    }

    public function warning(string|\Stringable $message, array $context = []): void
    {
        $this->log('warning', $message, $context);
    }

    public function notice(string|\Stringable $message, array $context = []): void
    {
        $this->log('notice', $message, $context);
    }

    public function info(string|\Stringable $message, array $context = []): void
    {
        $this->log('info', $message, $context);
    }

    public function debug(string|\Stringable $message, array $context = []): void
    {
        $this->log('debug', $message, $context);
    }

    public function log(mixed $level, string|\Stringable $message, array $context = []): void
    {
        $this->lines[] = $level . ': ' . $message . ' ' . json_encode($context, JSON_PARTIAL_OUTPUT_ON_ERROR);
    }
}
