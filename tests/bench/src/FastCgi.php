<?php

declare(strict_types=1);

namespace Twint\Bench;

use RuntimeException;

/** The little of FastCGI that one GET needs. */
final class FastCgi
{
    private const BEGIN = 1;
    private const END = 3;
    private const PARAMS = 4;
    private const STDIN = 5;
    private const STDOUT = 6;

    /** @param array<string, string> $more parameters */
    public static function get(string $socket, string $script, string $query, array $more): string
    {
        $params = '';
        $all = [
            'REQUEST_METHOD' => 'GET',
            'SCRIPT_FILENAME' => $script,
            'QUERY_STRING' => $query,
            'SERVER_PROTOCOL' => 'HTTP/1.1',
            ...$more,
        ];
        foreach ($all as $name => $value) {
            $params .= self::length($name) . self::length($value) . $name . $value;
        }
        $stream = stream_socket_client("unix://{$socket}", $code, $why, 10)
        ?: throw new RuntimeException("php-fpm: {$why}");
        stream_set_timeout($stream, 10);
        // Role 1 is the responder; no flag, so php-fpm closes the connection.
        fwrite(
            $stream,
            self::record(self::BEGIN, pack('nCx5', 1, 0))
                . self::record(self::PARAMS, $params)
                . self::record(self::PARAMS, '')
                . self::record(self::STDIN, ''),
        );
        $answer = '';
        while (true) {
            $head = unpack('Cversion/Ctype/nrequest/nlength/Cpadding', self::read($stream, 8));
            $content = self::read($stream, $head['length'] + $head['padding']);
            if ($head['type'] === self::END) {
                break;
            }
            if ($head['type'] === self::STDOUT) {
                $answer .= substr($content, 0, $head['length']);
            }
        }
        fclose($stream);

        return $answer;
    }

    private static function record(int $type, string $content): string
    {
        return pack('CCnnCx', 1, $type, 1, strlen($content), 0) . $content;
    }

    private static function length(string $text): string
    {
        return strlen($text) < 128 ? chr(strlen($text)) : pack('N', strlen($text) | 0x8000_0000);
    }

    /** @param resource $stream */
    private static function read($stream, int $length): string
    {
        $read = '';
        while (strlen($read) < $length) {
            $more = fread($stream, $length - strlen($read));
            if ($more === false || $more === '') {
                throw new RuntimeException('php-fpm closed the connection');
            }
            $read .= $more;
        }

        return $read;
    }
}
