<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use JTL\Helpers\Form;
use JTL\Plugin\PluginInterface;
use Plugin\jtl_twint\src\Admin\Documentation\DocumentationTab;
use Plugin\jtl_twint\src\Admin\Documentation\Manual;
use Plugin\jtl_twint\src\Admin\Information\InformationTab;
use Plugin\jtl_twint\src\Admin\Transactions\TransactionsTab;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Health\Schema;
use Plugin\jtl_twint\src\Settings\Settings;
use Psr\Log\LoggerInterface;

/**
 * The plugin's page in the backend. What was posted is carried out once, before the first tab is rendered, so that every
 * tab shows how things stand afterwards.
 */
final class Page
{
    /** @var array<string, Tab> by their names in info.xml */
    private readonly array $tabs;

    private bool $acted = false;
    private bool $rendered = false;
    private ?Notice $notice = null;
    private string $addressed = '';

    public function __construct(
        TransactionsTab $transactions,
        ConfigurationTab $configuration,
        InformationTab $information,
        DocumentationTab $documentation,
        private readonly TabNames $tabNames,
        private readonly Manual $manual,
        private readonly View $view,
        private readonly PluginInterface $plugin,
        private readonly Settings $settings,
        private readonly Schema $schema,
        private readonly LoggerInterface $logger,
    ) {
        $this->tabs = [
            'Transactions' => $transactions,
            'Configuration' => $configuration,
            'Information' => $information,
            'Documentation' => $documentation,
        ];
    }

    public function render(string $name, int $menuId): string
    {
        $tab = $this->tabs[$name] ?? null;
        if ($tab === null) {
            return '';
        }
        try {
            return $this->page($name, $tab, $menuId);
        } catch (\Throwable $exception) {
            return $this->trouble($exception);
        }
    }

    private function page(string $name, Tab $tab, int $menuId): string
    {
        $this->act($_POST, $_FILES);
        $paths = $this->plugin->getPaths();
        $script = $this->rendered ? null : $paths->getAdminURL() . 'js/admin.js';
        $this->tabNames->translate(array_keys($this->tabs));
        $this->rendered = true;

        $content = $tab->render($menuId);
        $notice = $name === $this->addressed ? $this->notice : null;

        return $this->view->fetch('page.tpl', [
            'script' => $script,
            'assets' => $paths->getAdminURL(),
            'version' => (string) $this->plugin->getMeta()->getVersion(),
            'notice' => $notice,
            'said' => array_map(fn(Said $one): array => [
                'text' => $one->text,
                'explained' => $this->manual->placeOf($one->message),
            ], $notice->said ?? []),
            'test' => $this->settings->isTest(),
            'extension' => Extension::isUsable(),
            // A tab's own HTML, escaped where it was made.
            'content' => $content,
        ]);
    }

    /** The shop's page stays; in the tab stands what is wrong. */
    private function trouble(\Throwable $exception): string
    {
        $this->logger->error('TWINT: a page of the backend: {error} ({file}:{line})', [
            'error' => $exception->getMessage(),
            'file' => basename($exception->getFile()),
            'line' => $exception->getLine(),
        ]);

        return $this->view->fetch('trouble.tpl', [
            'says' => $this->schemaProblem() ?? __('twint.trouble'),
            'error' => $exception->getMessage(),
        ]);
    }

    private function schemaProblem(): ?string
    {
        try {
            return $this->schema->problem()?->text();
        } catch (\Throwable) {
            return null;
        }
    }

    /**
     * @param array<array-key, mixed> $post
     * @param array<array-key, mixed> $files
     */
    private function act(array $post, array $files): void
    {
        if ($this->acted) {
            return;
        }
        $this->acted = true;
        $form = new PostedForm($post, $files);
        $this->addressed = $form->text('twint_tab');
        $tab = $this->tabs[$this->addressed] ?? null;
        if ($tab === null) {
            return;
        }
        $this->notice = Form::validateToken() ? $tab->act($form) : Notice::error(__('twint.formExpired'));
    }
}
