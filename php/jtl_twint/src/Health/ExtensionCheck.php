<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** The PHP extension is there and of a version the plugin understands; otherwise, which file the hosting has to install. */
final class ExtensionCheck implements Check
{
    /** @param string $ownPlace where the merchant may put the file himself, outside of what the web server shows */
    public function __construct(
        private readonly bool $usable,
        private readonly bool $tooNew,
        private readonly string $version,
        private readonly string $neededVersion,
        private readonly string $fileName,
        private readonly bool $isReleased,
        private readonly string $folder,
        private readonly string $iniFile,
        private readonly string $ownPlace,
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

        if ($this->tooNew) {
            return Finding::todo(
                new Sentence('twint.check.extension.new', $this->version),
                new Sentence('twint.check.extension.newStep'),
            );
        }

        $problem = $this->version === ''
            ? new Sentence('twint.check.extension.missing')
            : new Sentence('twint.check.extension.old', $this->version, $this->neededVersion);
        // Nobody is asked to install what nobody can download.
        if (!$this->isReleased) {
            return Finding::todo($problem, new Sentence('twint.check.extension.noFile', $this->fileName));
        }

        return Finding::todo(
            $problem,
            new Sentence('twint.check.extension.step', $this->fileName),
            null,
            new Copy($this->ticket('twint.check.extension.hoster')),
            // The other three languages of the backend: merchant and hosting company need not share one.
            new Copy(
                $this->ticket('twint.check.extension.hosterSecond'),
                new Sentence('twint.check.extension.inSecond'),
            ),
            new Copy($this->ticket('twint.check.extension.hosterThird'), new Sentence('twint.check.extension.inThird')),
            new Copy(
                $this->ticket('twint.check.extension.hosterFourth'),
                new Sentence('twint.check.extension.inFourth'),
            ),
            new Copy(
                new Sentence('twint.check.extension.ownIni', $this->ownPlace),
                new Sentence('twint.check.extension.own'),
            ),
        );
    }

    private function ticket(string $key): Sentence
    {
        return new Sentence($key, $this->fileName, $this->neededVersion, $this->folder, $this->iniFile);
    }
}
