<div class="twint-pills mb-4" id="twint-navigation">
    <a class="btn btn-sm {if $here === 'list'}btn-primary{else}btn-outline-primary{/if}" href="{$address->list()}"{if $here === 'list'} aria-current="page"{/if}>{__('twint.tx.nav.list')}</a>
    <a class="btn btn-sm {if $here === 'reconciliation'}btn-primary{else}btn-outline-primary{/if}" href="{$address->reconciliation()}"{if $here === 'reconciliation'} aria-current="page"{/if}>{__('twint.tx.nav.reconciliation')}</a>
    <a class="btn btn-sm {if $here === 'bookings'}btn-primary{else}btn-outline-primary{/if}" href="{$address->bookings()}"{if $here === 'bookings'} aria-current="page"{/if}>{__('twint.tx.nav.bookings')}</a>
    <a class="btn btn-sm {if $here === 'link'}btn-primary{else}btn-outline-primary{/if}" href="{$address->link()}"{if $here === 'link'} aria-current="page"{/if}>{__('twint.tx.nav.link')}</a>
</div>
