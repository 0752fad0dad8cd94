<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Documentation;

/** Makes a page of the backend of the manual's Markdown: headings and messages get ids, links lead there, pictures are found. */
final class ManualHtml
{
    /** Its title stands on the tab already; the line below leads to the other languages' files. */
    private const HEAD = '/\A# .*\n\n\*\[.*\]\(\w+\.md\)\*\n/';

    public static function of(string $markdown, string $folderUrl): string
    {
        $html = (new \Parsedown())->text((string) preg_replace(self::HEAD, '', $markdown));
        $html = self::replaced('#<h([2-6])>(.*?)</h\1>#s', $html, static fn(array $found): string => sprintf(
            '<h%1$s id="%2$s">%3$s</h%1$s>',
            $found[1],
            self::attribute(Anchor::ofHeading(self::text($found[2]))),
            $found[2],
        ));
        $html = self::replaced('#<tr>(\s*<td>)(.*?)(</td>)#s', $html, static fn(array $found): string => sprintf(
            '<tr id="%s">%s',
            self::attribute(Anchor::ofMessage(self::text($found[2]))),
            $found[1] . $found[2] . $found[3],
        ));
        // In the hand a wide one is scrolled, by the keyboard as well.
        $html = str_replace('<table>', '<table tabindex="0">', $html);
        $html = self::replaced('#<a href="\#([^"]+)"#', $html, static fn(array $found): string => sprintf(
            '<a href="#%s"',
            self::attribute(Anchor::of(self::text($found[1]))),
        ));
        // What is not in the package.
        $html = self::replaced(
            '#<a href="(?!\#|https?:)[^"]*">(.*?)</a>#s',
            $html,
            static fn(array $found): string => $found[1],
        );

        return self::replaced('#<img src="\.\./([^"]+)"#', $html, static fn(array $found): string => sprintf(
            '<img loading="lazy" class="img-fluid" src="%s"',
            self::attribute($folderUrl . $found[1]),
        ));
    }

    /** @param callable(array<array-key, string>): string $replace */
    private static function replaced(string $pattern, string $html, callable $replace): string
    {
        return preg_replace_callback($pattern, $replace, $html) ?? $html;
    }

    private static function text(string $html): string
    {
        return html_entity_decode(strip_tags($html), ENT_QUOTES | ENT_HTML5);
    }

    private static function attribute(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES);
    }
}
