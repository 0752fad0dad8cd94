<section aria-labelledby="twint-live-shop" class="mb-5" data-twint="live-shop">
    <div class="subheading1" id="twint-live-shop">{__('twint.liveShop')}</div>
    <hr class="mb-3">
    <p class="text-break">
        <span class="fas fa-exclamation-triangle text-warning" aria-hidden="true"></span>
        {__('twint.liveShop.explained')|sprintf:$address:$liveElsewhere}
    </p>
    {if $mayConfigure}
        <form method="post" action="{$url}">
            {include file='../form.tpl' action='liveShop'}
            <button class="btn btn-outline-primary" type="submit" data-twint-confirm="{__('twint.liveShop.confirm')|sprintf:$liveElsewhere}">{__('twint.liveShop.adopt')}</button>
        </form>
    {/if}
</section>
