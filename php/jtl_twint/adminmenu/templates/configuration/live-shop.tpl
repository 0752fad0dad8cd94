<section aria-labelledby="twint-live-shop" class="alert alert-warning mb-4" data-twint="live-shop">
    <div class="h5" id="twint-live-shop">{__('twint.liveShop')}</div>
    <p>{__('twint.liveShop.explained')|sprintf:$address:$liveElsewhere}</p>
    {if $mayConfigure}
        <form method="post" action="{$url}">
            {include file='../form.tpl' action='liveShop'}
            <button class="btn btn-outline-primary" type="submit" data-twint-confirm="{__('twint.liveShop.confirm')|sprintf:$liveElsewhere}">{__('twint.liveShop.adopt')}</button>
        </form>
    {/if}
</section>
