<?php

/**
 * French and Italian beside the installer's German and English. The shop's own texts in them come with the merchant system or
 * a language pack, neither of which is here: they are the English ones. What the plugin says is its own.
 */

declare(strict_types=1);

const ENGLISH = 2;

const LANGUAGES = [
    3 => ['fre', 'French', 'Französisch'],
    4 => ['ita', 'Italian', 'Italienisch'],
];

/** Copies the rows of one language to another, with the given columns replaced; keys of their own are given anew. */
$copy = static function (string $table, string $column, string|int $from, array $replacements) use ($db): void {
    $columns = $db->getObjects(
        'SELECT COLUMN_NAME AS name, EXTRA AS extra FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = :table ORDER BY ORDINAL_POSITION',
        ['table' => $table],
    );
    $names = [];
    $values = [];
    foreach ($columns as $row) {
        if (str_contains((string) $row->extra, 'auto_increment')) {
            continue;
        }
        $names[] = '`' . $row->name . '`';
        $values[] = $replacements[$row->name] ?? '`' . $row->name . '`';
    }
    execute(
        sprintf(
            'INSERT IGNORE INTO `%s` (%s) SELECT %s FROM `%s` WHERE `%s` = :from',
            $table,
            implode(', ', $names),
            implode(', ', $values),
            $table,
            $column,
        ),
        ['from' => $from],
    );
};

$tables = static fn(string $column): array => array_column($db->getObjects("SELECT TABLE_NAME AS name FROM information_schema.COLUMNS
        WHERE TABLE_SCHEMA = DATABASE() AND COLUMN_NAME = :column
            AND (TABLE_NAME LIKE '%sprache' OR TABLE_NAME IN
                ('tglobalemetaangaben', 'tlieferstatus', 'tnewsmonatspraefix', 'ttext', 'ttrennzeichen', 'tsprachwerte'))
            AND TABLE_NAME <> 'tsprache'", [
    'column' => $column,
]), 'name');

foreach (LANGUAGES as $id => [$iso, $english, $german]) {
    foreach ([...$tables('kSprache')] as $table) {
        execute("DELETE FROM `$table` WHERE kSprache = :id", ['id' => $id]);
        $copy($table, 'kSprache', ENGLISH, ['kSprache' => (string) $id]);
    }
    foreach ($tables('cISOSprache') as $table) {
        $copy($table, 'cISOSprache', 'eng', ['cISOSprache' => "'$iso'", 'cSeo' => "CONCAT(cSeo, '-$iso')"]);
    }
    execute('DELETE FROM tseo WHERE kSprache = :id', ['id' => $id]);
    $copy('tseo', 'kSprache', ENGLISH, ['kSprache' => (string) $id, 'cSeo' => "CONCAT(cSeo, '-$iso')"]);
    execute('REPLACE INTO tsprache (kSprache, cNameEnglisch, cNameDeutsch, cStandard, cISO, cShopStandard, active)
        VALUES (:id, :english, :german, \'N\', :iso, \'N\', 1)', [
        'id' => $id,
        'english' => $english,
        'german' => $german,
        'iso' => $iso,
    ]);
    execute('INSERT IGNORE INTO tsprachiso (kSprachISO, cISO) VALUES (:id, :iso)', ['id' => $id, 'iso' => $iso]);
    $copy('tsprachwerte', 'kSprachISO', ENGLISH, ['kSprachISO' => (string) $id]);
}
