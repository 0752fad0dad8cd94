<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Admin\Orders\OrderRows;

/** The shop's list of orders says how a payment stands, and stays as it is where its markup is not as expected. */
final class OrderListTest extends TestCase
{
    private const METHODS = ['10042' => 'TWINT & mehr', '10043' => 'TWINT & mehr'];
    private const NOTES = ['10042' => '<b>paid</b>', '10043' => '<b>open</b>'];

    public function testANoteStandsBelowThePaymentMethodOfItsOrder(): void
    {
        $row = static fn(string $number, string $note = ''): string => (
            "<tr class=\"x\">\n<td><input value=\"$number\"></td><td class=\"text-center\"> $number\n</td>"
            . "<td>Petra</td><td>TWINT &amp; mehr$note</td><td>CHF 5.00</td></tr>"
        );
        self::assertSame(
            '<table><tr><th>Nr</th></tr>'
            . $row('10042', '<b>paid</b>')
            . $row('10041')
            . $row('10043', '<b>open</b>')
            . '</table>',
            OrderRows::note(
                '<table><tr><th>Nr</th></tr>' . $row('10042') . $row('10041') . $row('10043') . '</table>',
                self::METHODS,
                self::NOTES,
            ),
        );
    }

    /** @return iterable<string, array{string}> */
    public static function unknownMarkup(): iterable
    {
        yield 'no cell of the method' => ['<tr><td>10042</td><td>Post</td></tr>'];
        yield 'two cells that could be the method' => [
            '<tr><td>10042</td><td>TWINT &amp; mehr</td><td>TWINT &amp; mehr</td></tr>',
        ];
        yield 'two numbers in a row' => ['<tr><td>10042</td><td>10043</td><td>TWINT &amp; mehr</td></tr>'];
        yield 'no rows' => ['<div>10042 TWINT &amp; mehr</div>'];
        yield 'a row within a row' => [
            '<tr><td>10042</td><td>TWINT &amp; mehr<table><tr><td>1</td></tr></table></td></tr>',
        ];
        yield 'a page that breaks off' => ['<tr><td>10042</td><td>TWINT &amp; mehr</td>'];
    }

    /** @dataProvider unknownMarkup */
    public function testUnknownMarkupStaysAsItIs(string $page): void
    {
        self::assertSame($page, OrderRows::note($page, self::METHODS, self::NOTES));
    }
}
