<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** Somebody does something, perhaps with bad luck. */
final class Act
{
    /**
     * @param int $order which of the history's orders, or of its purchases by TWINT Express, from 1; 0: none
     * @param bool $firstTab whether it comes from the page of the first attempt, left open
     * @param int $size of a parcel, in pieces; of an edited order, in percent of what it came to at first; of the rate, in percent of what it was
     * @param int $milliseconds how long after the others of its round it comes
     * @param bool $unheard whether what Wawi does about a secured order is not told to the plugin
     * @param bool $atCopy whether it is done at a copy of the live shop, at another address
     */
    public function __construct(
        public readonly Verb|WawiVerb|ExpressVerb $verb,
        public readonly int $order = 0,
        public readonly bool $firstTab = false,
        public readonly int $seconds = 0,
        public readonly ?Misfortune $misfortune = null,
        public readonly ?FormEntry $entry = null,
        public readonly int $size = 0,
        public readonly bool $unheard = false,
        public readonly int $milliseconds = 0,
        public readonly bool $atCopy = false,
    ) {
    }

    public function __toString(): string
    {
        return (
            $this->verb->value . ($this->order === 0 ? '' : " #$this->order") . (
                $this->firstTab ? ' (old tab)' : ''
            ) . ($this->entry === null ? '' : " $this->entry") . match ($this->verb) {
                WawiVerb::Parcel => " $this->size pieces",
                WawiVerb::Edit, Verb::Rate => " to $this->size %",
                default => '',
            }
            . ($this->unheard ? ' (unheard)' : '')
            . ($this->atCopy ? ' (at a copy of the shop)' : '')
            . ($this->milliseconds === 0 ? '' : " after $this->milliseconds ms")
            . ($this->seconds === 0 ? '' : " $this->seconds s")
            . ($this->misfortune === null ? '' : "  !! $this->misfortune")
        );
    }
}
