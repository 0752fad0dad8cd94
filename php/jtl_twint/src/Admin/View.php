<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use JTL\Smarty\JTLSmarty;
use Plugin\jtl_twint\src\Shop\TemplateEngine;

/**
 * The plugin's templates of the backend. Whatever they print is escaped, so that no text of a buyer can become HTML; only
 * what a template marks with "nofilter" is not. Never use the modifier "escape" in them: it would escape twice.
 */
final class View
{
    private readonly JTLSmarty|\Smarty $engine;

    public function __construct(
        JTLSmarty $smarty,
        private readonly string $folder,
    ) {
        $this->engine = TemplateEngine::of($smarty);
    }

    /** @param array<string, mixed> $values by their names in the template */
    public function fetch(string $template, array $values = []): string
    {
        $before = $this->engine->escape_html;
        $this->engine->setEscapeHtml(true);
        try {
            $scope = $this->engine->createTemplate($this->folder . $template, $this->engine);
            $scope->assign($values);

            return $scope->fetch();
        } finally {
            $this->engine->setEscapeHtml($before);
        }
    }
}
