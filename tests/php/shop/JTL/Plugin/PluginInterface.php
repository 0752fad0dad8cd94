<?php

declare(strict_types=1);

namespace JTL\Plugin;

/** Stands in for the shop's own; nothing is asked of it where the extension is loaded. */
interface PluginInterface
{
}
