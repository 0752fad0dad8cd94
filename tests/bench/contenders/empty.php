<?php

declare(strict_types=1);

// What php-fpm itself costs.

return static fn(array $target): string => 'IN_PROGRESS';
