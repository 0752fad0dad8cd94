<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** The PHP extension is there and of a version the plugin understands; otherwise, which file the hosting has to install. */
final class ExtensionCheck implements Check
{
    public function __construct(
        private readonly bool $usable,
        private readonly string $version,
        private readonly string $neededVersion,
        private readonly string $fileName,
        private readonly string $folder,
        private readonly string $iniFile,
    ) {
    }

    public function name(): string
    {
        return 'extension';
    }

    public function finding(): Finding
    {
        if ($this->usable) {
            return Finding::ok(new Sentence('twint.check.extension.ok', $this->version));
        }

        return Finding::todo(
            $this->version === ''
                ? new Sentence('twint.check.extension.missing')
                : new Sentence('twint.check.extension.old', $this->version, $this->neededVersion),
            new Sentence('twint.check.extension.step', $this->fileName),
            copy: new Sentence(
                'twint.check.extension.hoster',
                $this->fileName,
                $this->neededVersion,
                $this->folder,
                $this->iniFile,
            ),
        );
    }
}
