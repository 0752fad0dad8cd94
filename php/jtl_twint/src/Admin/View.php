<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use JTL\Smarty\JTLSmarty;

/**
 * The plugin's templates of the backend. Whatever they print is escaped, so that no text of a buyer can become HTML; only
 * what a template marks with "nofilter" is not. Never use the modifier "escape" in them: it would escape twice.
 */
final class View
{
    public function __construct(
        private readonly JTLSmarty $smarty,
        private readonly string $folder,
    ) {
    }

    /** @param array<string, mixed> $values by their names in the template */
    public function fetch(string $template, array $values = []): string
    {
        $before = $this->smarty->escape_html;
        $this->smarty->setEscapeHtml(true);
        try {
            $scope = $this->smarty->createTemplate($this->folder . $template, $this->smarty);
            $scope->assign($values);

            return $scope->fetch();
        } finally {
            $this->smarty->setEscapeHtml($before);
        }
    }
}
