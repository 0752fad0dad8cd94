<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use JTL\Plugin\PluginInterface;

/** The way to the plugin's page from other pages of the backend. */
final class PluginPage
{
    public function __construct(
        private readonly PluginInterface $plugin,
    ) {
    }

    /**
     * @param string $name of a tab, as in info.xml
     * @param array<string, int|string> $query
     */
    public function tab(string $name, array $query = []): string
    {
        $page = $this->plugin->getPaths()->getBackendURL();

        return $page . (str_contains($page, '?') ? '&' : '?') . http_build_query(['cPluginTab' => $name] + $query);
    }

    public function payment(int $id): string
    {
        return $this->tab('Transactions', ['twint_screen' => 'payment', 'id' => $id]);
    }
}
