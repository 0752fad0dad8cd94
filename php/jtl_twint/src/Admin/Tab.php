<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

/**
 * A tab of the plugin's page in the backend. The shop renders all tabs with every view of the page, so none of them calls
 * TWINT while it renders.
 */
interface Tab
{
    /**
     * Carries out what was posted to this tab, before any tab is rendered. Its CSRF token is already checked, permissions
     * are not. Null: there is nothing to say, or render() says it.
     */
    public function act(PostedForm $form): ?Notice;

    public function render(int $menuId): string;
}
