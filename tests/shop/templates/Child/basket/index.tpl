{* As the shop's own example of a child template extends its parent: the block is another, and the plugin adds to it all the same. *}
{extends file="{$parent_template_path}/basket/index.tpl"}
{block name='basket-index-proceed-button'}
    <a id="cart-checkout-btn" class="btn btn-primary" data-child href="{get_static_route id='bestellvorgang.php'}?wk=1">Kasse</a>
{/block}
