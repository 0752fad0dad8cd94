<?php

/**
 * Renders a template of the backend with a real Smarty 4, in a shop of one of two kinds: prints what a view makes of markup.
 *
 *     render.php SMARTY plain|wrapped
 *
 * "plain" is JTL-Shop up to 5.5, whose class is a Smarty 4; "wrapped" is 5.6, whose class is another Smarty with a Smarty 4 inside.
 */

declare(strict_types=1);

namespace JTL\Smarty {
    require $argv[1];
    if ($argv[2] === 'plain') {
        class JTLSmarty extends \Smarty
        {
        }
    } else {
        \define('SMARTY_LEGACY_MODE', true);
        // What 5.6's class does not hand on is done by the Smarty 5 that it extends; that one knows none of the shop's plugins.
        class JTLSmarty
        {
            public bool $escape_html = false;
            private \Smarty $inner;

            public function __construct()
            {
                $this->inner = new \Smarty();
            }

            public function setEscapeHtml(bool $escape): self
            {
                $this->escape_html = $escape;

                return $this;
            }

            public function createTemplate(string $template): never
            {
                throw new \RuntimeException("unknown modifier '__'");
            }

            public function fetch(string $template): string
            {
                return $this->inner->fetch($template);
            }

            public function setCompileDir(string $folder): self
            {
                $this->inner->setCompileDir($folder);

                return $this;
            }

            public function registerPlugin(string $type, string $name, callable $callback): self
            {
                $this->inner->registerPlugin($type, $name, $callback);

                return $this;
            }

            public function __call(string $name, array $arguments): mixed
            {
                return $this->inner->{$name}(...$arguments);
            }
        }
    }
}

namespace {
    use JTL\Smarty\JTLSmarty;
    use Plugin\jtl_twint\src\Admin\View;

    require __DIR__ . '/../autoload.php';

    $folder = sys_get_temp_dir() . '/twint-view-' . getmypid() . '/';
    mkdir($folder);
    file_put_contents($folder . 'outer.tpl', "{'said'|__} {\$text} {\$html nofilter} {include file='./inner.tpl'}");
    file_put_contents($folder . 'inner.tpl', '{$text}');
    $smarty = new JTLSmarty();
    $smarty->setCompileDir($folder);
    $smarty->registerPlugin('modifier', '__', static fn(string $text): string => "translated $text");
    $view = new View($smarty, $folder);
    echo $view->fetch('outer.tpl', ['text' => '<b>', 'html' => '<i>']), "\n";
    // The shop's own templates escape by themselves: they must not be touched.
    file_put_contents($folder . 'shop.tpl', "{'<u>'}");
    echo $smarty->fetch($folder . 'shop.tpl'), "\n";
    array_map(unlink(...), glob($folder . '*') ?: []);
    rmdir($folder);
}
