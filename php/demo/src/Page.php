<?php

declare(strict_types=1);

namespace Twint\Demo;

use SensitiveParameter;

/** Turns templates into answers; nothing on a page comes from elsewhere. */
final readonly class Page
{
    private const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public function __construct(
        private Simulator $simulator,
        private bool $android,
    ) {
    }

    /** @param array<string, mixed> $values */
    public function send(int $status, string $template, array $values = []): void
    {
        http_response_code($status);
        header('Content-Type: text/html; charset=utf-8');
        header('Content-Security-Policy: ' . self::POLICY);
        header('Cache-Control: no-store');
        echo $this->render('layout', [...$values, 'body' => $template]);
    }

    /** What the page asks for every other second. */
    public function sendStatus(Payment $payment): void
    {
        header('Content-Type: application/json');
        header('Cache-Control: no-store');
        echo
            json_encode([
                'version' => "{$payment->reason}/{$payment->captured}/{$payment->refunded}",
                'open' => $payment->isOpen(),
                'awaitsBuyer' => $payment->awaitsBuyer(),
                'status' => $this->render('status', ['payment' => $payment]),
                'shop' => $this->render('shop', ['payment' => $payment]),
            ], JSON_THROW_ON_ERROR)
        ;
    }

    public function redirect(string $path): void
    {
        header("Location: {$path}", true, 303);
    }

    /** @param array<string, mixed> $values */
    public function render(string $template, array $values): string
    {
        extract($values, EXTR_SKIP);
        ob_start();
        require dirname(__DIR__) . "/pages/{$template}.php";

        return (string) ob_get_clean();
    }

    public function phone(#[SensitiveParameter] ?string $token): string
    {
        return $this->simulator->phone($token);
    }

    /** Opens the TWINT app on an Android phone. */
    public function appLink(#[SensitiveParameter] string $token): ?string
    {
        if (!$this->android) {
            return null;
        }

        return (
            "intent://payment#Intent;action=ch.twint.action.TWINT_PAYMENT;scheme=twint;S.code={$token};"
            . 'S.startingOrigin=EXTERNAL_WEB_BROWSER;S.browser_fallback_url=;end'
        );
    }

    public function text(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
    }
}
