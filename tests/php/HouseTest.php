<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;

/** No file of the plugin imports another in a circle: each can be read without what is read after it. */
final class HouseTest extends TestCase
{
    private const SOURCE = __DIR__ . '/../../php/jtl_twint/src';
    private const PREFIX = 'Plugin\\jtl_twint\\src\\';

    public function testNoFileImportsInACircle(): void
    {
        $rest = self::imports();
        self::assertGreaterThan(200, count($rest));
        do {
            $before = count($rest);
            // Whatever imports nothing that is left is in no circle.
            $rest = array_filter($rest, static fn(array $imports): bool => array_intersect_key($imports, $rest) !== []);
        } while (count($rest) < $before);
        self::assertSame([], self::circle($rest), 'each imports the next, and the last the first');
    }

    /**
     * One circle of what is left, where each file imports at least one other.
     *
     * @param array<string, array<string, true>> $rest
     * @return list<string>
     */
    private static function circle(array $rest): array
    {
        $path = [];
        $file = (string) array_key_first($rest);
        while ($rest !== [] && !isset($path[$file])) {
            $path[$file] = count($path);
            $file = (string) array_key_first(array_intersect_key($rest[$file], $rest));
        }

        return $rest === [] ? [] : array_slice(array_keys($path), $path[$file]);
    }

    /** @return array<string, array<string, true>> what each class names of the others, by name */
    private static function imports(): array
    {
        $sources = [];
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(
            self::SOURCE,
            \FilesystemIterator::SKIP_DOTS,
        )) as $file) {
            if ($file->getExtension() === 'php') {
                $name = strtr(substr($file->getPathname(), strlen(self::SOURCE) + 1, -4), '/', '\\');
                $sources[self::PREFIX . $name] = (string) file_get_contents($file->getPathname());
            }
        }

        return array_map(
            static fn(string $class): array => array_fill_keys(
                array_diff(array_intersect(self::names($sources[$class], $class), array_keys($sources)), [$class]),
                true,
            ),
            array_combine(array_keys($sources), array_keys($sources)),
        );
    }

    /** @return list<string> the full names of all that the source names, by an import or in its own namespace */
    private static function names(string $source, string $class): array
    {
        $namespace = substr($class, 0, (int) strrpos($class, '\\') + 1);
        $names = [];
        // Where a folder and a class have one name, the folder is not the class.
        $imported = (string) preg_replace('/^namespace [^;]+;/m', '', $source);
        foreach (\PhpToken::tokenize($imported) as $token) {
            if ($token->is([T_STRING, T_NAME_QUALIFIED])) {
                $names[] = $token->text;
                $names[] = $namespace . $token->text;
            }
        }

        return $names;
    }
}
