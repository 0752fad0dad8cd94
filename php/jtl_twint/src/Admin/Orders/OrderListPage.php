<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Orders;

use JTL\Checkout\Bestellung;
use JTL\Plugin\PluginInterface;
use JTL\Shop;
use Plugin\jtl_twint\src\Admin\PluginPage;
use Plugin\jtl_twint\src\Admin\Transactions\Chf;
use Plugin\jtl_twint\src\Admin\Transactions\PhaseWords;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Shop\MerchantLanguage;
use Psr\Log\LoggerInterface;

/**
 * The list of orders in the shop's backend, with phase and amount of each TWINT payment and the way to it. The shop offers
 * plugins no hook for the pages of its backend: the page is held back until it is whole.
 */
final class OrderListPage
{
    private const PATH = 'orders';

    /** @var array<int, Bestellung> by their ids */
    private array $orders = [];

    public function __construct(
        private readonly OrderPayments $payments,
        private readonly PluginPage $pluginPage,
        private readonly PluginInterface $plugin,
        private readonly MerchantLanguage $language,
        private readonly LoggerInterface $logger,
    ) {
    }

    /** Whether this request asks for it. */
    public static function isAsked(): bool
    {
        $path = parse_url($_SERVER['REQUEST_URI'] ?? '', PHP_URL_PATH);

        return !Shop::isFrontend() && is_string($path) && str_ends_with($path, '/' . \PFAD_ADMIN . self::PATH);
    }

    public function willShow(Bestellung $order): void
    {
        if ($this->orders === []) {
            ob_start();
            $level = ob_get_level();
            register_shutdown_function(function () use ($level): void {
                while (ob_get_level() > $level) {
                    ob_end_flush();
                }
                if (ob_get_level() === $level) {
                    $page = (string) ob_get_clean();
                    echo $this->noted($page);
                }
            });
        }
        $this->orders[(int) $order->kBestellung] = $order;
    }

    private function noted(string $page): string
    {
        try {
            $this->language->speak();
            $methods = [];
            $notes = [];
            foreach ($this->payments->of(array_keys($this->orders)) as $id => $payment) {
                $number = (string) $this->orders[$id]->cBestellNr;
                $methods[$number] = (string) $this->orders[$id]->cZahlungsartName;
                $notes[$number] = $this->note($payment);
            }

            return $notes === [] ? $page : OrderRows::note($page, $methods, $notes);
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT: the list of orders goes without its payments: {error}', [
                'error' => $exception->getMessage(),
            ]);

            return $page;
        }
    }

    private function note(OrderPayment $payment): string
    {
        $view = new View(Shop::Smarty(), $this->plugin->getPaths()->getAdminPath() . 'templates/');

        return $view->fetch('orders/note.tpl', [
            'url' => $this->pluginPage->payment($payment->id),
            'colour' => PhaseWords::colour($payment->phase),
            'phase' => __('twint.tx.phase.' . $payment->phase),
            'amount' => Chf::text($payment->amount),
        ]);
    }
}
