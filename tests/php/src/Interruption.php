<?php

declare(strict_types=1);

namespace Twint\Tests;

/** The process dies here. An Error, so that nothing that handles exceptions of its own making takes it for one. */
final class Interruption extends \Error
{
}
