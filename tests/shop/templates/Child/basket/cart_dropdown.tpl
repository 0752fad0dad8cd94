{* The block around the plugin's is gone, and with it the button: this template puts it where it wants it. *}
{block name='basket-cart-dropdown-cart-items-body'}
    <div class="dropdown-body" data-child>
        {if !empty($jtlTwintExpress) && $jtlTwintExpress->inFlyout()}{include file=$jtlTwintExpress->template('flyout')}{/if}
    </div>
{/block}
