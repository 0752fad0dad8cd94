<?php

declare(strict_types=1);

namespace Twint\Demo;

use Twint\Order;
use Twint\TwintException;

/** Prints the story: what PHP calls, and what it gets back. */
final readonly class Terminal
{
    private bool $colours;

    public function __construct()
    {
        $this->colours = stream_isatty(STDOUT) && getenv('NO_COLOR') === false;
    }

    public function say(string $text = ''): void
    {
        echo $text, "\n";
    }

    public function chapter(string $title): void
    {
        echo "\n", $this->colour('1', $title), "\n\n";
    }

    /** One line of PHP. */
    public function php(string $code): void
    {
        echo '  ', $this->colour('36', $code), "\n";
    }

    public function order(Order $order): void
    {
        $line = "{$order->state->name}  {$order->status}/{$order->reason}";
        $line .= "  CHF {$order->requestedAmount}  {$order->kind}";
        $this->back($line);
    }

    public function exception(TwintException $e): void
    {
        $this->back($this->colour('33', $e::class) . ": {$e->getMessage()}");
    }

    public function back(string $text): void
    {
        echo '    ', $this->colour('2', '→'), " {$text}\n";
    }

    private function colour(string $code, string $text): string
    {
        return $this->colours ? "\e[{$code}m{$text}\e[0m" : $text;
    }
}
